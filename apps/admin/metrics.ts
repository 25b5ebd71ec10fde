/** Figures of the server's Prometheus page that say something to people. */

/** Sums of all samples by metric name, whatever their labels. Comments and what is no number are left out. */
export function readMetrics(text: string): ReadonlyMap<string, number> {
  const sums = new Map<string, number>();
  for (const line of text.split('\n')) {
    const [, name, value] = /^([a-zA-Z_:][\w:]*)(?:\{.*\})?\s+(\S+)/.exec(line) ?? [];
    if (name === undefined || value === undefined || Number.isNaN(Number(value))) continue;
    sums.set(name, (sums.get(name) ?? 0) + Number(value));
  }
  return sums;
}

export const FIGURES = [
  { key: 'queued', unit: 'count' },
  { key: 'inFlight', unit: 'count' },
  { key: 'commands', unit: 'count' },
  { key: 'perBatch', unit: 'ratio' },
  { key: 'conflicts', unit: 'count' },
  { key: 'streams', unit: 'count' },
  { key: 'requests', unit: 'count' },
  { key: 'requestTime', unit: 'milliseconds' },
  { key: 'lag', unit: 'milliseconds' },
  { key: 'memory', unit: 'bytes' },
  { key: 'startedAt', unit: 'time' },
] as const;
export type Figure = (typeof FIGURES)[number];

/** Times in milliseconds, the start as epoch ms. Undefined where the server does not tell. */
export function figureOf(key: Figure['key'], metrics: ReadonlyMap<string, number>): number | undefined {
  const of = (name: string): number | undefined => metrics.get(name);
  const ratio = (over: string, under: string): number | undefined => {
    const [top, bottom] = [of(over), of(under)];
    return top === undefined || !bottom ? undefined : top / bottom;
  };
  const times = (factor: number, value: number | undefined): number | undefined =>
    value === undefined ? undefined : value * factor;
  const readers: Readonly<Record<Figure['key'], () => number | undefined>> = {
    queued: () => of('tongban_queued'),
    inFlight: () => of('tongban_in_flight'),
    commands: () => of('tongban_commands'),
    perBatch: () => ratio('tongban_commands', 'tongban_batches'),
    conflicts: () => of('tongban_conflicts'),
    streams: () => of('tongban_event_streams'),
    requests: () => of('tongban_http_requests_total'),
    requestTime: () => times(1000, ratio('tongban_http_request_seconds_sum', 'tongban_http_request_seconds_count')),
    lag: () => times(1000, of('nodejs_eventloop_lag_p99_seconds')),
    memory: () => of('process_resident_memory_bytes'),
    startedAt: () => times(1000, of('process_start_time_seconds')),
  };
  return readers[key]();
}
