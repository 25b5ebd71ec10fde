/** How many reports of cameras and devices are taken per second, sent one by one and in deliveries, with repeats and out of order. */
import { parseArgs } from 'node:util';
import type { Runtime } from '../engine/runtime/engine.ts';
import { putClass } from '../engine/store/intake/classes.ts';
import type { Report } from '../engine/store/intake/rows.ts';
import { withEngine } from './engine.ts';

/** Reports per second, sustained. */
const BAR = 1_000;
const DEVICES = 500;

const MODEL = `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d" targetNamespace="urn:bench">
  <message id="found" name="event.found"/>
  <process id="bench" isExecutable="true">
    <startEvent id="start"><outgoing>a</outgoing><messageEventDefinition id="m" messageRef="found"/></startEvent>
    <sequenceFlow id="a" sourceRef="start" targetRef="end"/>
    <endEvent id="end"><incoming>a</incoming></endEvent>
  </process>
</definitions>`;

export async function run(args: readonly string[]): Promise<boolean> {
  const { values } = parseArgs({
    args: [...args],
    options: { reports: { type: 'string', default: '30000' }, delivery: { type: 'string', default: '50' } },
  });
  return withEngine(MODEL, async (runtime) => {
    await putClass(runtime.pool, {
      class: 'litter',
      message: 'event.found',
      radiusM: 30,
      windowS: 600,
      threshold: 0.8,
    });
    const total = Number(values.reports);
    const single = await measure(runtime, reportsFrom('single', total / 3), 1);
    const deliveries = await measure(runtime, reportsFrom('delivery', total), Number(values.delivery));
    const { rows } = await runtime.pool.query<{ incidents: number; reports: number }>(
      'select count(*)::int as incidents, sum(reports)::int as reports from intake_incident',
    );
    const [{ incidents, reports } = { incidents: 0, reports: 0 }] = rows;
    const sent = Math.floor(total / 3) + Math.floor(total);
    console.log(`${incidents} incidents of ${reports} reports; ${sent} were sent, every tenth of them twice`);
    return single >= BAR && deliveries >= BAR && reports === sent;
  });
}

/** Every tenth is sent twice, times go back and forth, and 500 devices look at 2,000 places. */
function reportsFrom(name: string, count: number): readonly Report[] {
  const list = Array.from({ length: Math.floor(count) }, (_, n): Report => {
    const place = (n * 7_919) % 2_000;
    return {
      source: `${name}-${n % DEVICES}`,
      eventId: String(n),
      class: 'litter',
      lat: 22.5 + (place % 50) * 0.001,
      lon: 114 + Math.floor(place / 50) * 0.001,
      at: Date.now() + ((n * 104_729) % 300_000) + Math.floor(n / 10_000) * 900_000,
      confidence: n % 5 === 0 ? 0.95 : 0.5,
      data: { photo: `p-${n}` },
    };
  });
  return list.flatMap((report, n) => (n % 10 === 0 ? [report, report] : [report]));
}

/** As many senders at once as there are devices. The cases they lead to are started within the time that counts: a backlog is not sustained. */
async function measure(runtime: Runtime, reports: readonly Report[], size: number): Promise<number> {
  let next = 0;
  const began = performance.now();
  const send = async (): Promise<void> => {
    while (next < reports.length) {
      const at = next;
      next += size;
      await runtime.intake.take(reports.slice(at, at + size));
    }
  };
  await Promise.all(Array.from({ length: size === 1 ? DEVICES : 20 }, send));
  const taken = performance.now() - began;
  await runtime.intake.idle();
  const settled = performance.now() - began;
  const rate = (reports.length / settled) * 1_000;
  console.log(
    `${size === 1 ? 'one by one' : `${size} at a time`}: ${reports.length} reports, ${Math.round(rate)}/s (cases started ${((settled - taken) / 1_000).toFixed(1)} s after the last was taken)`,
  );
  return rate;
}
