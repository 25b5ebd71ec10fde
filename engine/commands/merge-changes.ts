/** Two changes of one case that follow one another, as one: written at once they leave the database as if they had been written in turn. */

import type { CaseChange, IndexChange } from './change.ts';
import type { CandidateRow } from './change-rows.ts';
import type { PeriodRow, Periods } from './clocks/period-rows.ts';
import type { EffectNews } from './effect-rows.ts';

/** `second` was decided on what `first` left. Neither is of a case that is kept in parts, and only `second` may write data stores. */
export function mergeChanges(first: CaseChange, second: CaseChange): CaseChange {
  return {
    ...second,
    expected: first.expected,
    before: first.before,
    entries: [...first.entries, ...second.entries],
    receipts: [...first.receipts, ...second.receipts],
    claims: [...first.claims, ...second.claims],
    index: mergeIndex(first.index, second.index),
  };
}

function mergeIndex(first: IndexChange, second: IndexChange): IndexChange {
  return {
    tasks: latest(first.tasks, second.tasks, second.tasksRemoved),
    tasksRemoved: removed(first.tasksRemoved, second.tasksRemoved, second.tasks),
    ...mergeCandidates(first, second),
    jobs: latest(first.jobs, second.jobs, second.jobsRemoved),
    jobsRemoved: removed(first.jobsRemoved, second.jobsRemoved, second.jobs),
    subscriptions: latest(first.subscriptions, second.subscriptions, second.subscriptionsRemoved),
    subscriptionsRemoved: removed(first.subscriptionsRemoved, second.subscriptionsRemoved, second.subscriptions),
    incidents: latest(first.incidents, second.incidents, second.incidentsRemoved),
    incidentsRemoved: removed(first.incidentsRemoved, second.incidentsRemoved, second.incidents),
    confirmations: latest(first.confirmations, second.confirmations, second.confirmationsRemoved),
    confirmationsRemoved: removed(first.confirmationsRemoved, second.confirmationsRemoved, second.confirmations),
    tasksEnded: [...first.tasksEnded, ...second.tasksEnded],
    notices: latest(first.notices, second.notices, []),
    ...mergeEffects(first, second),
    clocks: latest(first.clocks, second.clocks, second.clocksRemoved),
    clocksRemoved: removed(first.clocksRemoved, second.clocksRemoved, second.clocks),
    lampChanges: [...first.lampChanges, ...second.lampChanges],
    ...mergePeriods(first, second),
    measured: [...first.measured, ...second.measured],
    taskVariables: second.taskVariables,
  };
}

interface Row {
  readonly id: string;
}

/** Rows are written whole, so the later one is what holds; what is gone by then is not written at all. */
function latest<R extends Row>(first: readonly R[], second: readonly R[], gone: readonly string[]): readonly R[] {
  if (first.length === 0) return second;
  const over = new Set([...gone, ...second.map(({ id }) => id)]);
  return [...first.filter(({ id }) => !over.has(id)), ...second];
}

/** What is there again is not removed. */
function removed(first: readonly string[], second: readonly string[], again: readonly Row[]): readonly string[] {
  if (first.length === 0) return second;
  const back = new Set(again.map(({ id }) => id));
  return [...new Set([...first.filter((id) => !back.has(id)), ...second])];
}

type Candidates = Pick<IndexChange, 'candidates' | 'candidatesRemoved'>;

/** Rows are added and removed, never updated: one that is added and removed again, or the other way round, is left alone. */
const mergeCandidates = (first: Candidates, second: Candidates): Candidates => ({
  candidates: [
    ...without(first.candidates, second.candidatesRemoved),
    ...without(second.candidates, first.candidatesRemoved),
  ],
  candidatesRemoved: [
    ...without(first.candidatesRemoved, second.candidates),
    ...without(second.candidatesRemoved, first.candidates),
  ],
});

function without(rows: readonly CandidateRow[], others: readonly CandidateRow[]): readonly CandidateRow[] {
  if (rows.length === 0 || others.length === 0) return rows;
  const known = new Set(others.map(keyOf));
  return rows.filter((row) => !known.has(keyOf(row)));
}

const keyOf = ({ principal, dueAt, taskId }: CandidateRow): string => `${taskId} ${dueAt} ${principal}`;

type Effects = Pick<IndexChange, 'effects' | 'effectNews'>;

/** News of an effect that is not written yet is written with it. */
function mergeEffects(first: Effects, second: Effects): Effects {
  if (second.effectNews.length === 0)
    return { effects: [...first.effects, ...second.effects], effectNews: first.effectNews };
  const effects = new Map(first.effects.map((each) => [each.id, each]));
  const news = new Map(first.effectNews.map((each) => [each.id, each]));
  for (const each of second.effectNews) {
    const [asked, before] = [effects.get(each.id), news.get(each.id)];
    if (asked) effects.set(each.id, { ...asked, ...laterOf(asked, each) });
    else news.set(each.id, before ? { ...each, ...laterOf(before, each) } : each);
  }
  return { effects: [...effects.values(), ...second.effects], effectNews: [...news.values()] };
}

type Known = Omit<EffectNews, 'id' | 'instanceId'>;

/** What is not said again stays as it was; an error belongs to its state. */
const laterOf = (before: Known, after: Known): Known => ({
  state: after.state ?? before.state,
  outcome: after.outcome ?? before.outcome,
  answerHash: after.answerHash ?? before.answerHash,
  lastError: after.state === null ? before.lastError : after.lastError,
  settledAt: after.settledAt ?? before.settledAt,
});

/** A period that begins and ends in between is written with its end. */
function mergePeriods(first: Periods, second: Periods): Periods {
  const periods: PeriodRow[] = [...first.periods];
  const periodsEnded = [...first.periodsEnded];
  for (const end of second.periodsEnded) {
    const index = periods.findLastIndex((row) => isOf(row, end) && row.until === null);
    const row = periods[index];
    if (row) periods[index] = { ...row, until: Math.max(end.at, row.at) };
    else periodsEnded.push(end);
  }
  return { periods: [...periods, ...second.periods], periodsEnded };
}

const isOf = (row: PeriodRow, { clockId, taskId }: Periods['periodsEnded'][number]): boolean =>
  row.clockId === clockId && row.taskId === taskId;
