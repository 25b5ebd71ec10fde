/**
 * A town at work: cases of the last weeks, lived through the engine by its people and departments as the scenarios of its processes tell, on
 * a clock that jumps. Nothing is written past the engine, so every figure of every screen is true.
 */
import { after } from '../../scenario/outside.ts';
import { begunCases } from '../../store/cases/begun-cases.ts';
import type { OpenTask } from '../../store/cases/open-tasks.ts';
import { remember } from './afterwards.ts';
import { takeToDesks } from './desks.ts';
import { doStep } from './do-step.ts';
import { doerOf, type Life, type Next, nextOf } from './life.ts';
import { afterOfficeTime } from './office-time.ts';
import { openCases } from './open-cases.ts';
import { whenAnswered, whenDone, whenSupplied } from './pace.ts';
import type { Town } from './scene.ts';
import { Statistics } from './statistics.ts';
import { supervise } from './supervision.ts';
import { SUPPLEMENT } from './supplements.ts';

/** Lives everything up to the end. People act at their own moments; what falls due in a slot happens at its end. */
export async function live(town: Town): Promise<void> {
  const { timetable, errands, clock, until, onProgress, runtime } = town;
  const from = clock.now();
  const statistics = new Statistics(runtime.pool);
  for (let slot = await nextSlot(town); timetable.startOf(slot) < until; slot = await nextSlot(town)) {
    clock.set(timetable.startOf(slot));
    for (const errand of errands.take(slot)) await errand.run();
    const lives = timetable.take(slot);
    const open = await openBy(town, lives);
    await Promise.all(lives.map((life) => take(town, life, open.get(life) ?? [])));
    clock.set(Math.min(until, timetable.startOf(slot + 1)));
    await town.runtime.settle();
    const going = await planAll(town, [...lives, ...(await begunBeside(town, lives))]);
    await remember(
      town,
      lives.filter((life) => !going.has(life)),
    );
    await statistics.keepUp((clock.now() - from) / (until - from));
    onProgress(clock.now());
  }
  clock.set(until);
  await runtime.settle();
  await runtime.flush();
  await takeToDesks(town);
  await runtime.flush();
  await supervise(town);
  await runtime.settle();
  await runtime.flush();
  await statistics.keepUp(1);
  await statistics.end();
}

/** Slots in which nothing is due and nobody is up are passed over. */
async function nextSlot({ timetable, errands, runtime, clock }: Town): Promise<number> {
  const now = timetable.slotOf(clock.now());
  if (Math.min(timetable.firstSlot, errands.firstSlot) === now) return now;
  const due = (await runtime.nextDue()) ?? Number.POSITIVE_INFINITY;
  return Math.min(timetable.firstSlot, errands.firstSlot, timetable.slotOf(Math.max(clock.now(), due)));
}

async function take(town: Town, life: Life, open: readonly OpenTask[]): Promise<void> {
  const next = nextFor(town, life, open);
  if (next.kind === 'over') return;
  const isDone = next.kind !== 'wait' && (await doStep(town, life, next));
  if (next.kind === 'stray') life.strays++;
  else if (isDone && next.kind === 'step') life.position += 1 + next.passes;
  life.waits = isDone ? 0 : life.waits + 1;
}

/** Cases that another one has begun: they are lived from now on. */
async function begunBeside({ followers, runtime, clock }: Town, lives: readonly Life[]): Promise<readonly Life[]> {
  const fresh = followers.take(lives);
  if (fresh.length === 0) return [];
  await runtime.dispatcher.flush(fresh);
  return (await begunCases(runtime.pool, fresh)).map((begun) => followers.lifeOf(begun, clock.now()));
}

/** When each case is up again: never where it has ended or did not begin, or where the town ends before. Gives those that go on. */
async function planAll(town: Town, lives: readonly Life[]): Promise<ReadonlySet<Life>> {
  const { clock, timetable, until } = town;
  const going = await openBy(town, lives);
  for (const [life, tasks] of going) {
    // From when it was up, not from the end of the slot, which would add to every step; but never back behind what has happened.
    const at = whenUp(town, life, nextFor(town, life, tasks));
    life.at = Math.max(Math.round(at), clock.now());
    if (life.at < until) timetable.put(life);
  }
  return new Set(going.keys());
}

function whenUp({ calendar, aroundTheClock }: Town, life: Life, next: Next): number {
  const { at: now, random, cast } = life;
  if (next.kind === 'over') return now + LOOK_MS;
  if (next.kind === 'wait') return afterOfficeTime(now, WAIT_MS, calendar);
  const { step, task } = next;
  if ('advance' in step) return after(step.advance, now);
  if ('message' in step && step.message.name === SUPPLEMENT) return whenSupplied({ now, random });
  const doer = doerOf(step);
  if (doer === undefined) return 'adapter' in step ? now : whenAnswered({ now, random });
  if (cast.isApplicant(doer)) return whenAnswered({ now, random });
  const onDuty = aroundTheClock.has(life.arrival.course.process);
  return whenDone({ now, dueAt: task?.dueAt ?? null, calendar, onDuty, random });
}

const nextFor = ({ habits }: Town, life: Life, open: readonly OpenTask[]): Next =>
  nextOf(life, open, habits.get(life.arrival.course.process) ?? new Map());

const WAIT_MS = 4 * 3_600_000;
/** Where nobody knows what to do, a timer or a department may: one looks again. */
const LOOK_MS = 24 * 3_600_000;

/** Those of the cases that are open, each with its tasks. */
async function openBy({ runtime }: Town, lives: readonly Life[]): Promise<ReadonlyMap<Life, readonly OpenTask[]>> {
  const ids = lives.flatMap(({ instanceId }) => instanceId ?? []);
  const open = await openCases(runtime, ids);
  return new Map(
    lives.flatMap((life) => {
      const tasks = open.get(life.instanceId ?? '');
      return tasks ? [[life, tasks]] : [];
    }),
  );
}
