/** What a clerk waits for at the inbox, with few open tasks and with many. See README.md for what the figures mean. */
import { parseArgs } from 'node:util';
import type { Actor } from '../engine/commands/command.ts';
import type { Runtime } from '../engine/runtime/engine.ts';
import { listTasks, type TaskListing } from '../engine/store/read/inbox.ts';
import { NO_MANDATES } from '../engine/store/read/mandates.ts';
import { cut, type Order } from '../engine/store/read/paging.ts';
import { principalsOf, type Reader } from '../engine/store/read/reader.ts';
import { countTasks } from '../engine/store/read/task-count.ts';
import { listDoneTasks } from '../engine/store/read/tasks.ts';
import { withEngine } from './engine.ts';
import { fill, groupsOf, MODEL, personId, type Size } from './inbox/fill.ts';

/** Milliseconds at the 95th percentile. */
const BAR_PAGE = 50;
const BAR_COUNT = 100;
/** Tasks taken per second by 50 clerks. */
const BAR_TAKEN = 500;
/** Many open tasks against few, medians: pages, counts and tasks taken. */
const BAR_RATIO = 1.5;

const BY_DUE: Order = {
  keys: [
    { column: 'due_at', field: 'dueAt', type: 'time' },
    { column: 'id', field: 'id', type: 'text' },
  ],
};

const PAGE = 50;
const LATE = 1_000;
const CLERKS = 50;
/** What takes less differs by chance. */
const NOISE_MS = 1;

interface Times {
  readonly median: number;
  readonly p95: number;
}

const NONE: Times = { median: 0, p95: 0 };

interface Figures {
  readonly first: Times;
  readonly late: Times;
  /** Which page that is. */
  readonly latePage: number;
  readonly filtered: Times;
  readonly done: Times;
  readonly count: Times;
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
  const [people, groups, samples] = [Number(values.people), Number(values.groups), Number(values.samples)];
  const many = { open: Number(values.open), finished: Number(values.finished), people, groups };
  const few = { ...many, open: Number(values.few), finished: Number(values.few) };
  return withInbox(many, (large) =>
    withInbox(few, async (small) => judge(await measure([small, large], samples, Number(values.taken)))),
  );
}

interface Inbox {
  readonly runtime: Runtime;
  readonly size: Size;
  /** Tasks that one clerk may claim. */
  readonly claimable: number;
}

function withInbox<T>(size: Size, work: (inbox: Inbox) => Promise<T>): Promise<T> {
  return withEngine(MODEL, async (runtime) => {
    const began = performance.now();
    await fill(runtime, size);
    const now = runtime.clock.now();
    const reader = readerFor(0, size.groups);
    const claimable = await countTasks(runtime.pool, reader, { view: 'claimable', filter: {}, now });
    console.log(
      `${figure(size.open)} open, ${figure(size.finished)} finished, ${figure(claimable)} for one clerk to claim: filled in ${seconds(began)} s`,
    );
    return work({ runtime, size, claimable });
  });
}

const CLAIMABLE: Omit<TaskListing, 'now'> = { view: 'claimable', filter: {}, sort: 'dueAt', paging: { limit: PAGE } };

/** The small one and the large one in turns, question by question: whatever else the machine does meets both. */
async function measure(inboxes: readonly Inbox[], samples: number, taken: number): Promise<readonly Figures[]> {
  const list = ({ runtime }: Inbox, reader: Reader, more: Partial<TaskListing> = {}) =>
    listTasks(runtime.pool, reader, { ...CLAIMABLE, now: runtime.clock.now(), ...more });
  const first = await times(inboxes, samples, (inbox, reader) => list(inbox, reader));
  const late = await times(
    inboxes,
    samples,
    (inbox, reader, cursor) => list(inbox, reader, { paging: { limit: PAGE, cursor } }),
    (inbox, reader) => cursorBehind(inbox, reader, (latePage(inbox) - 1) * PAGE),
  );
  const filter = { definitionKey: 'bench-7' };
  const filtered = await times(inboxes, samples, (inbox, reader) => list(inbox, reader, { filter }));
  const done = await times(inboxes, samples, ({ runtime }, reader) =>
    listDoneTasks(runtime.pool, reader, { filter: {}, paging: { limit: PAGE }, now: runtime.clock.now() }),
  );
  const count = await times(inboxes, samples, ({ runtime }, reader) =>
    countTasks(runtime.pool, reader, { view: 'claimable', filter: {}, now: runtime.clock.now() }),
  );
  const rates = await takeInTurns(inboxes, taken);
  return inboxes.map((inbox, index) => ({
    latePage: latePage(inbox),
    first: first[index] ?? NONE,
    late: late[index] ?? NONE,
    filtered: filtered[index] ?? NONE,
    done: done[index] ?? NONE,
    count: count[index] ?? NONE,
    taken: rates[index] ?? 0,
  }));
}

/** Page 1,000, or where a clerk has not so many the page at four fifths: of the same size, so that both cost the same to show. */
const latePage = ({ claimable }: Inbox): number => Math.min(LATE, Math.floor((0.8 * claimable) / PAGE));

/** What the page before would give as `nextCursor`, without reading all the pages up to it. */
async function cursorBehind({ runtime: { pool } }: Inbox, reader: Reader, position: number): Promise<string> {
  const { rows } = await pool.query<{ dueAt: number; id: string }>(
    `select distinct due_at as "dueAt", task_id as id from task_candidate where principal = any($1) order by 1, 2 offset $2 limit 2`,
    [principalsOf(reader), position - 1],
  );
  return cut(rows, BY_DUE, 1).nextCursor ?? '';
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
  inboxes: readonly Inbox[],
  samples: number,
  ask: (inbox: Inbox, reader: Reader, prepared: string) => Promise<unknown>,
  prepare: (inbox: Inbox, reader: Reader) => Promise<string> = async () => '',
): Promise<readonly Times[]> {
  const took = inboxes.map((): number[] => []);
  const warm = Math.ceil(samples / 5);
  const asked: { place: number; inbox: Inbox; reader: Reader; prepared: string }[] = [];
  for (let index = 0; index < samples + warm; index++) {
    for (const [place, inbox] of inboxes.entries()) {
      const reader = readerFor((index * 37) % inbox.size.people, inbox.size.groups);
      asked.push({ place, inbox, reader, prepared: await prepare(inbox, reader) });
    }
  }
  for (const [index, { place, inbox, reader, prepared }] of asked.entries()) {
    const start = performance.now();
    await ask(inbox, reader, prepared);
    if (index >= warm * inboxes.length) took[place]?.push(performance.now() - start);
  }
  return took.map(timesOf);
}

function timesOf(took: number[]): Times {
  took.sort((a, b) => a - b);
  const at = (share: number): number => took[Math.min(took.length - 1, Math.floor(took.length * share))] ?? 0;
  return { median: at(0.5), p95: at(0.95) };
}

/** Tasks per second of each, in five rounds. */
async function takeInTurns(inboxes: readonly Inbox[], tasks: number): Promise<readonly number[]> {
  const ROUNDS = 5;
  const ms = inboxes.map(() => 0);
  const given = new Set<string>();
  for (let round = 0; round < ROUNDS; round++) {
    for (const [place, inbox] of inboxes.entries()) {
      const start = performance.now();
      await take(inbox, tasks / ROUNDS, (id) => {
        const name = `${place}:${id}`;
        if (given.has(name)) throw new Error(`Expected task ${id} to be given once, but it was twice.`);
        given.add(name);
      });
      ms[place] = (ms[place] ?? 0) + performance.now() - start;
    }
  }
  return ms.map((spent) => (tasks / spent) * 1_000);
}

/** Clerks who take one task after the other, all at once. */
async function take({ runtime, size }: Inbox, tasks: number, onTaken: (id: string) => void): Promise<void> {
  let asked = 0;
  const work = async (n: number): Promise<void> => {
    const reader = readerFor((n * 37) % size.people, size.groups);
    const actor: Actor = { id: reader.id, roles: ['clerk'], groups: reader.groups, department: null };
    while (asked < tasks) {
      asked += 1;
      const taken = await runtime.taker.take({ actor, reader, filter: {} });
      if (!taken.ok) throw new Error(`Expected a task, but got ${taken.failure.code}.`);
      if (taken.value === null) throw new Error('Expected tasks to be left, but there is none.');
      onTaken(taken.value);
    }
  };
  await Promise.all(Array.from({ length: CLERKS }, (_, n) => work(n)));
}

function print(name: string, { first, late, latePage: page, filtered, done, count, taken }: Figures): void {
  console.log(name);
  const line = (name: string, { median, p95 }: Times): void =>
    console.log(
      `  ${name.padEnd(22)} median ${median.toFixed(1).padStart(6)} ms   p95 ${p95.toFixed(1).padStart(6)} ms`,
    );
  line('first page', first);
  line(`page ${figure(page)}`, late);
  line('one process of forty', filtered);
  line('done', done);
  line('count', count);
  console.log(`  ${'take next'.padEnd(22)} ${figure(taken)}/s with ${CLERKS} clerks`);
}

function judge([few, many]: readonly Figures[]): boolean {
  if (!few || !many) throw new Error('Expected figures of two inboxes.');
  print('few', few);
  print('many', many);
  const ratio = (name: 'first' | 'late' | 'count'): number =>
    Math.max(many[name].median, NOISE_MS) / Math.max(few[name].median, NOISE_MS);
  const bars: [name: string, found: number, holds: boolean, bar: string][] = [
    ['first page p95, ms', many.first.p95, many.first.p95 <= BAR_PAGE, `≤ ${BAR_PAGE}`],
    [`page ${figure(many.latePage)} p95, ms`, many.late.p95, many.late.p95 <= BAR_PAGE, `≤ ${BAR_PAGE}`],
    ['count p95, ms', many.count.p95, many.count.p95 <= BAR_COUNT, `≤ ${BAR_COUNT}`],
    ['take next, per second', many.taken, many.taken >= BAR_TAKEN, `≥ ${BAR_TAKEN}`],
    ['first page, many ÷ few', ratio('first'), ratio('first') <= BAR_RATIO, `≤ ${BAR_RATIO}`],
    ['late page, many ÷ few', ratio('late'), ratio('late') <= BAR_RATIO, `≤ ${BAR_RATIO}`],
    ['count, many ÷ few', ratio('count'), ratio('count') <= BAR_RATIO, `≤ ${BAR_RATIO}`],
    ['take next, few ÷ many', few.taken / many.taken, few.taken / many.taken <= BAR_RATIO, `≤ ${BAR_RATIO}`],
  ];
  for (const [name, found, holds, bar] of bars)
    console.log(`${holds ? 'held  ' : 'MISSED'} ${name.padEnd(24)} ${found.toFixed(2).padStart(9)} (bar ${bar})`);
  return bars.every(([, , holds]) => holds);
}

const figure = (value: number): string => Math.round(value).toLocaleString('en');
const seconds = (since: number): string => ((performance.now() - since) / 1_000).toFixed(1);
