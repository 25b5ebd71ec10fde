/** Prometheus metrics. Labels name operations and states, never people or cases. */
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

interface RequestMeasure {
  readonly method: string;
  readonly operation: string;
  readonly status: number;
  readonly seconds: number;
}

export interface Metrics {
  readonly registry: Registry;
  request(measure: RequestMeasure): void;
}

const BUCKETS = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];

/** `stats` gives named numbers of the engine; each becomes a gauge `tongban_<name>`. */
export function createMetrics(stats: () => Readonly<Record<string, number>>): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const labelNames = ['method', 'operation', 'status'] as const;
  const requests = new Counter({
    name: 'tongban_http_requests_total',
    help: 'Requests answered',
    labelNames,
    registers: [registry],
  });
  const durations = new Histogram({
    name: 'tongban_http_request_seconds',
    help: 'Time from request to answer',
    labelNames: ['operation'],
    buckets: BUCKETS,
    registers: [registry],
  });
  for (const name of Object.keys(stats())) {
    new Gauge({
      name: `tongban_${snakeCase(name)}`,
      help: `Engine: ${name}`,
      registers: [registry],
      collect() {
        this.set(stats()[name] ?? 0);
      },
    });
  }
  return {
    registry,
    request: ({ method, operation, status, seconds }) => {
      requests.inc({ method, operation, status: String(status) });
      durations.observe({ operation }, seconds);
    },
  };
}

const snakeCase = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
