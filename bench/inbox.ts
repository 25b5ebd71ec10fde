/** What a clerk waits for at the inbox, with few open tasks and with many. See README.md for what the figures mean. */
import { parseArgs } from 'node:util';
import type { Actor } from '../engine/commands/command.ts';
import type { Runtime } from '../engine/runtime/engine.ts';
import { countTasks, listTasks, type TaskListing } from '../engine/store/read/inbox.ts';
import { NO_MANDATES } from '../engine/store/read/mandates.ts';
import type { Reader } from '../engine/store/read/reader.ts';
import { listDoneTasks } from '../engine/store/read/tasks.ts';
import { withEngine } from './engine.ts';
import { fill, groupsOf, MODEL, personId, type Size } from './inbox/fill.ts';

/** Milliseconds at the 95th percentile. */
const BAR_PAGE = 50;
const BAR_COUNT = 100;
/** Tasks taken per second by 50 clerks. */
const BAR_TAKEN = 500;
/** Many open tasks against few, medians: pages and tasks taken. */
const BAR_RATIO = 1.5;

const PAGE = 50;
const LATE = 1_000;
const CLERKS = 50;
/** What takes less differs by chance. */
const NOISE_MS = 1;

interface Times {
  readonly median: number;
  readonly p95: number;
}

interface Figures {
  readonly first: Times;
  readonly late: Times;
  readonly filtered: Times;
  readonly done: Times;
  readonly count: Times;
  /** Tasks that one clerk may claim. */
  readonly claimable: number;
  readonly taken: number;
}

export async function run(args: readonly string[]): Promise<boolean> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      open: { type: 'string', default: '100000' },
      few: { type: 'string', default: '10000' },
      finished: { type: 'string', default: '1000000' },
      people: { type: 'string', default: '10000' },
      groups: { type: 'string', default: '500' },
      samples: { type: 'string', default: '200' },
      taken: { type: 'string', default: '2000' },
    },
  });
  const [people, groups] = [Number(values.people), Number(values.groups)];
  const samples = { samples: Number(values.samples), taken: Number(values.taken) };
  const few = await measure({ open: Number(values.few), finished: Number(values.few), people, groups }, samples);
  const many = await measure({ open: Number(values.open), finished: Number(values.finished), people, groups }, samples);
  return judge(few, many);
}

function measure(size: Size, { samples, taken }: { samples: number; taken: number }): Promise<Figures> {
  return withEngine(MODEL, async (runtime) => {
    const began = performance.now();
    await fill(runtime, size);
    console.log(`${figure(size.open)} open, ${figure(size.finished)} finished: filled in ${seconds(began)} s`);
    const clerk = (index: number): Reader => readerFor((index * 37) % size.people, size.groups);
    const list = (reader: Reader, more: Partial<TaskListing>) =>
      listTasks(runtime.pool, reader, {
        view: 'claimable',
        filter: {},
        sort: 'dueAt',
        paging: { limit: PAGE },
        now: runtime.clock.now(),
        ...more,
      });
    const now = runtime.clock.now();
    const claimable = await countTasks(runtime.pool, clerk(0), { view: 'claimable', filter: {}, now });
    // Where a clerk has fewer than a thousand pages they are smaller, and with fewer than a thousand tasks it is a page near the end.
    const limit = Math.max(1, Math.min(PAGE, Math.floor((0.9 * claimable) / LATE)));
    const before = Math.floor(Math.min((LATE - 1) * limit, 0.8 * claimable));
    const late = async (reader: Reader): Promise<string> =>
      (await list(reader, { paging: { limit: before } })).nextCursor ?? '';
    const figures = {
      first: await times(samples, clerk, (reader) => list(reader, {})),
      late: await times(samples, clerk, (reader, cursor) => list(reader, { paging: { limit, cursor } }), late),
      filtered: await times(samples, clerk, (reader) => list(reader, { filter: { definitionKey: 'bench-7' } })),
      done: await times(samples, clerk, (reader) =>
        listDoneTasks(runtime.pool, reader, { filter: {}, paging: { limit: PAGE }, now }),
      ),
      count: await times(samples, clerk, (reader) =>
        countTasks(runtime.pool, reader, { view: 'claimable', filter: {}, now }),
      ),
      claimable,
      taken: await takeNext(runtime, size, taken),
    };
    print(figures);
    return figures;
  });
}

const readerFor = (n: number, groups: number): Reader => ({
  id: personId(n),
  groups: [...new Set(groupsOf(n, groups))],
  seesAllCases: false,
  seesAllTasks: false,
  administers: false,
  ownedDefinitions: [],
  mandates: NO_MANDATES,
});

/** Clerk after clerk, after a fifth as many to warm up. `prepare` comes before all of them and is not measured. */
async function times(
  samples: number,
  clerk: (index: number) => Reader,
  ask: (reader: Reader, prepared: string) => Promise<unknown>,
  prepare: (reader: Reader) => Promise<string> = async () => '',
): Promise<Times> {
  const took: number[] = [];
  const warm = Math.ceil(samples / 5);
  const clerks: { reader: Reader; prepared: string }[] = [];
  for (let index = 0; index < samples + warm; index++)
    clerks.push({ reader: clerk(index), prepared: await prepare(clerk(index)) });
  for (const [index, { reader, prepared }] of clerks.entries()) {
    const start = performance.now();
    await ask(reader, prepared);
    if (index >= warm) took.push(performance.now() - start);
  }
  took.sort((a, b) => a - b);
  const at = (share: number): number => took[Math.min(took.length - 1, Math.floor(took.length * share))] ?? 0;
  return { median: at(0.5), p95: at(0.95) };
}

/** Tasks per second: clerks who take one after the other, all at once. Fails where a task is given twice. */
async function takeNext(runtime: Runtime, { people, groups }: Size, tasks: number): Promise<number> {
  const given = new Set<string>();
  let asked = 0;
  const work = async (n: number): Promise<void> => {
    const reader = readerFor((n * 37) % people, groups);
    const actor: Actor = { id: reader.id, roles: ['clerk'], groups: reader.groups, department: null };
    while (asked < tasks) {
      asked += 1;
      const taken = await runtime.taker.take({ actor, reader, filter: {} });
      if (!taken.ok) throw new Error(`Expected a task, but got ${taken.failure.code}.`);
      if (taken.value === null) throw new Error('Expected tasks to be left, but there is none.');
      if (given.has(taken.value)) throw new Error(`Expected task ${taken.value} to be given once, but it was twice.`);
      given.add(taken.value);
    }
  };
  const start = performance.now();
  await Promise.all(Array.from({ length: CLERKS }, (_, n) => work(n)));
  return (given.size / (performance.now() - start)) * 1_000;
}

function print({ first, late, filtered, done, count, claimable, taken }: Figures): void {
  const line = (name: string, { median, p95 }: Times): void =>
    console.log(
      `  ${name.padEnd(22)} median ${median.toFixed(1).padStart(6)} ms   p95 ${p95.toFixed(1).padStart(6)} ms`,
    );
  line('first page', first);
  line(`page ${figure(LATE)}`, late);
  line('one process of forty', filtered);
  line('done', done);
  line(`count (${figure(claimable)})`, count);
  console.log(`  ${'take next'.padEnd(22)} ${figure(taken)}/s with ${CLERKS} clerks`);
}

function judge(few: Figures, many: Figures): boolean {
  const ratio = (name: 'first' | 'late'): number =>
    Math.max(many[name].median, NOISE_MS) / Math.max(few[name].median, NOISE_MS);
  const bars: [name: string, found: number, holds: boolean, bar: string][] = [
    ['first page p95, ms', many.first.p95, many.first.p95 <= BAR_PAGE, `≤ ${BAR_PAGE}`],
    ['page 1,000 p95, ms', many.late.p95, many.late.p95 <= BAR_PAGE, `≤ ${BAR_PAGE}`],
    ['count p95, ms', many.count.p95, many.count.p95 <= BAR_COUNT, `≤ ${BAR_COUNT}`],
    ['take next, per second', many.taken, many.taken >= BAR_TAKEN, `≥ ${BAR_TAKEN}`],
    ['first page, many ÷ few', ratio('first'), ratio('first') <= BAR_RATIO, `≤ ${BAR_RATIO}`],
    ['page 1,000, many ÷ few', ratio('late'), ratio('late') <= BAR_RATIO, `≤ ${BAR_RATIO}`],
    ['take next, few ÷ many', few.taken / many.taken, few.taken / many.taken <= BAR_RATIO, `≤ ${BAR_RATIO}`],
  ];
  for (const [name, found, holds, bar] of bars)
    console.log(`${holds ? 'held  ' : 'MISSED'} ${name.padEnd(24)} ${found.toFixed(2).padStart(9)} (bar ${bar})`);
  return bars.every(([, , holds]) => holds);
}

const figure = (value: number): string => Math.round(value).toLocaleString('en');
const seconds = (since: number): string => ((performance.now() - since) / 1_000).toFixed(1);
