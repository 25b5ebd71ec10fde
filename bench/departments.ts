/** What broken departments cost those who do not need them: 42 departments, four of which break. See README.md. */
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import type { Runtime } from '../engine/runtime/engine.ts';
import { Cases, type Figures, run as runLoad, trickle } from './departments/load.ts';
import { type Fault, Office } from './departments/office.ts';
import { withEngine } from './engine.ts';
import { quantile } from './throughput/support.ts';

const BAR_RATIO = 0.9;
const BAR_RECOVERY_S = 30;
const FAULTS: readonly Fault[] = ['hangs', 'errors', 'slow', 'garbage'];
const HEALTHY = 38;

const MODEL = `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:tb="urn:tongban:bpmn:1" targetNamespace="bench">
  <process id="ask" isExecutable="true"><startEvent id="s"/><sequenceFlow id="f1" sourceRef="s" targetRef="a"/>
  <serviceTask id="a" tb:topic="=department" tb:retry="R50/PT1S"/><sequenceFlow id="f2" sourceRef="a" targetRef="e"/><endEvent id="e"/></process>
</definitions>`;

interface Bench {
  readonly cases: Cases;
  readonly offices: readonly Office[];
  readonly count: number;
  readonly clients: number;
}

export async function run(args: readonly string[]): Promise<boolean> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      cases: { type: 'string', default: '4000' },
      clients: { type: 'string', default: '60' },
      rounds: { type: 'string', default: '2' },
    },
  });
  const offices = [
    ...Array.from({ length: HEALTHY }, (_, index) => new Office(`office-${index}`)),
    ...FAULTS.map((fault) => new Office(`office-that-${fault}`, fault)),
  ];
  const adapters = offices.map((office) => office.adapter());
  return withEngine(
    MODEL,
    async (runtime) => {
      await runtime.start();
      const cases = new Cases(runtime);
      const bench = { cases, offices, count: Number(values.cases), clients: Number(values.clients) };
      await measure(bench, Number(values.cases) / 10);
      const met = await rounds(bench, Number(values.rounds));
      const exact = await checkBooks(runtime, bench);
      cases.close();
      return met && exact;
    },
    adapters,
  );
}

/** Without and with faults in turns, so that whatever else the machine does meets both. */
async function rounds(bench: Bench, count: number): Promise<boolean> {
  const fine: Figures[] = [];
  const faulty: Figures[] = [];
  let slowest = 0;
  for (let round = 0; round < count; round++) {
    fine.push(await measure(bench, bench.count));
    breakAll(bench, true);
    faulty.push(await measure(bench, bench.count));
    const waiting = bench.cases.open;
    breakAll(bench, false);
    const seconds = await recovery(bench);
    slowest = Math.max(slowest, seconds);
    console.log(
      `round ${round + 1}: ${waiting} cases waited; all done ${seconds.toFixed(1)} s after the departments healed`,
    );
  }
  const [one, other] = [summary(fine), summary(faulty)];
  const rate = other.perSecond / one.perSecond;
  const p95 = one.p95 / other.p95;
  console.log(`without faults  ${one.perSecond.toFixed(0)} cases/s, p95 ${one.p95.toFixed(0)} ms`);
  console.log(`with faults     ${other.perSecond.toFixed(0)} cases/s, p95 ${other.p95.toFixed(0)} ms`);
  console.log(`ratio           rate ${rate.toFixed(2)}, p95 ${p95.toFixed(2)} (bar ${BAR_RATIO})`);
  console.log(`recovery        ${slowest.toFixed(1)} s (bar ${BAR_RECOVERY_S})`);
  return rate >= BAR_RATIO && p95 >= BAR_RATIO && slowest <= BAR_RECOVERY_S;
}

const breakAll = ({ offices }: Bench, isBroken: boolean): void => {
  for (const office of offices) office.isBroken = isBroken;
};

/** Of the cases of departments that never break, while others go to those that do. */
async function measure({ cases, offices, clients }: Bench, count: number): Promise<Figures> {
  const names = offices.map(({ name }) => name);
  const stop = new AbortController();
  const others = trickle(cases, names.slice(HEALTHY), stop.signal);
  const figures = await runLoad(cases, { clients, cases: count, departments: names.slice(0, HEALTHY) });
  stop.abort();
  await others;
  return figures;
}

function summary(figures: readonly Figures[]): { readonly perSecond: number; readonly p95: number } {
  const latencies = figures.flatMap((each) => each.latencies);
  const seconds = figures.reduce((sum, each) => sum + each.latencies.length / each.perSecond, 0);
  return { perSecond: latencies.length / seconds, p95: quantile(latencies, 0.95) };
}

/** Seconds until no case is open; as long as it may take at most, doubled. */
async function recovery({ cases }: Bench): Promise<number> {
  const from = performance.now();
  const seconds = (): number => (performance.now() - from) / 1_000;
  while (cases.open > 0 && seconds() < 2 * BAR_RECOVERY_S) await sleep(50);
  return seconds();
}

/** The books of the departments against the cases and the ledger: each case acted on once, nothing else. */
async function checkBooks(runtime: Runtime, { cases, offices }: Bench): Promise<boolean> {
  const acts = offices.flatMap((office) => [...office.acts.values()]);
  const served = new Set(acts);
  const lost = [...cases.started].filter((id) => !served.has(id)).length;
  const doubled = acts.length - served.size;
  const repeats = offices.reduce((sum, office) => sum + office.repeats, 0);
  const { rows } = await runtime.pool.query<{ state: string; count: number }>(
    'select state, count(*)::integer as count from effect group by state order by state',
  );
  console.log(
    `effects         ${acts.length} for ${cases.started.size} cases: ${lost} lost, ${doubled} doubled (${repeats} calls repeated with the same key)`,
  );
  console.log(`ledger          ${rows.map(({ state, count }) => `${state} ${count}`).join(', ')}`);
  return lost === 0 && doubled === 0 && rows.every(({ state }) => state === 'confirmed');
}
