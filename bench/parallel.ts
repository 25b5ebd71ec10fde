/** The same applications through five departments one after the other and all at once, with the same officers. See README.md. */
import { parseArgs } from 'node:util';
import { compileModel } from '../engine/model/compile.ts';
import type { Definition } from '../engine/model/graph.ts';
import { CaseEngine } from './parallel/case-engine.ts';
import { simulate } from './parallel/simulate.ts';
import { quantile } from './throughput/support.ts';

const DEPARTMENTS = ['housing', 'planning', 'fire', 'ecology', 'defence'];
const MEAN_DAYS = 3;
/** Of the logarithm of the days of work: most are quick, some take long. */
const SPREAD = 0.6;

const task = (id: string): string =>
  `<userTask id="${id}"><extensionElements><tb:assignment groups="${id}"/></extensionElements></userTask>`;
const flow = (from: string, to: string): string =>
  `<sequenceFlow id="${from}-${to}" sourceRef="${from}" targetRef="${to}"/>`;
const serial = ['start', ...DEPARTMENTS, 'end'].flatMap((id, at, all) => (at === 0 ? [] : flow(all[at - 1] ?? '', id)));
const parallel = [
  '<parallelGateway id="split"/><parallelGateway id="join"/>',
  flow('start', 'split'),
  ...DEPARTMENTS.flatMap((id) => [flow('split', id), flow(id, 'join')]),
  flow('join', 'end'),
];

export async function run(args: readonly string[]): Promise<boolean> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      replications: { type: 'string', default: '30' },
      cases: { type: 'string', default: '200' },
      officers: { type: 'string', default: '4' },
      load: { type: 'string', default: '0.7' },
      seed: { type: 'string', default: '1' },
    },
  });
  const [officers, load, seed] = [Number(values.officers), Number(values.load), Number(values.seed)];
  const [oneByOne, atOnce] = [await definitionOf('serial', serial), await definitionOf('parallel', parallel)];
  const [before, after, saved]: [number[], number[], number[]] = [[], [], []];
  const medians: number[] = [];
  for (let replication = 0; replication < Number(values.replications); replication++) {
    const work = sample({ cases: Number(values.cases), officers, load, seed: seed * 100_003 + replication });
    const slow = simulate(new CaseEngine(oneByOne), work);
    const fast = simulate(new CaseEngine(atOnce), work);
    before.push(...slow);
    after.push(...fast);
    const gained = slow.map((days, number) => days - (fast[number] ?? 0));
    saved.push(...gained);
    medians.push(quantile(gained, 0.5));
  }
  console.log(`${saved.length} applications, ${officers} officers in each department, load ${load}, seed ${seed}`);
  for (const [name, days] of [
    ['one after the other', before],
    ['all at once', after],
    ['saved', saved],
  ] as const)
    console.log(
      `  ${name.padEnd(20)} p10 ${at(days, 0.1)}   median ${at(days, 0.5)}   p90 ${at(days, 0.9)} working days`,
    );
  console.log(
    `  median saved of each replication: from ${Math.min(...medians).toFixed(1)} to ${Math.max(...medians).toFixed(1)}, half of them from ${at(medians, 0.25).trim()} to ${at(medians, 0.75).trim()}`,
  );
  const worse = saved.filter((days) => days < 0).length / saved.length;
  console.log(`  ${(worse * 100).toFixed(1)} % of the applications take longer all at once`);
  const met = medians.every((days) => days > 0);
  console.log(`${met ? 'held  ' : 'MISSED'} median saved > 0 in every replication`);
  return met;
}

const at = (days: readonly number[], share: number): string => quantile(days, share).toFixed(1).padStart(6);

/** Both ways of working get the same arrivals and, for every application and department, the same days of work. */
function sample({ cases, officers, load, seed }: { cases: number; officers: number; load: number; seed: number }) {
  const random = generator(seed);
  const gap = MEAN_DAYS / (officers * load);
  const arrivals: number[] = [];
  for (let day = 0; arrivals.length < cases; arrivals.push(day)) day += -Math.log(1 - random()) * gap;
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const table = arrivals.map(() => DEPARTMENTS.map(() => MEAN_DAYS * Math.exp(SPREAD * normal() - SPREAD ** 2 / 2)));
  const days = (application: number, department: string): number =>
    table[application]?.[DEPARTMENTS.indexOf(department)] ?? 0;
  return { arrivals, days, officers };
}

/** Evenly in [0, 1), the same for the same seed. */
function generator(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

async function definitionOf(key: string, flows: readonly string[]): Promise<Definition> {
  const { graphs } =
    await compileModel(`<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:tb="urn:tongban:bpmn:1" targetNamespace="bench">
    <process id="${key}" isExecutable="true"><startEvent id="start"/>${DEPARTMENTS.map(task).join('')}<endEvent id="end"/>${flows.join('')}</process></definitions>`);
  const graph = graphs[0];
  if (!graph) throw new Error(`Expected the process "${key}".`);
  const { versionTag } = graph;
  return { id: `${key}:1`, key, version: 1, versionTag, name: key, deploymentId: 'bench', suspended: false, graph };
}
