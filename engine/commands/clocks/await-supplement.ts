/**
 * C1 一次性告知补正 that the model runs: while a limit of the clock `correction` runs inside what has an acceptance clock, that one stands still, for
 * the applicant is waited for. It begins with the notice, which is issued here, for without one no such pause counts. What came begins acceptance
 * anew, with the time that it had (行政许可法 32, practice of the trade).
 */
import type { ClockRecord } from '../../core/clock-record.ts';
import type { DomainEvent } from '../../core/events.ts';
import { lineage, nodeOf, visibleVariables } from '../../core/query.ts';
import type { InstanceState } from '../../core/state.ts';
import type { DecideContext } from '../command.ts';
import { issue } from '../issue.ts';
import { type Progress, record } from '../progress.ts';
import { type ClockRun, clockRuns, isStopped } from './clock-runs.ts';

/** As of the verb that asks for a supplement. */
const REASON = 'request-supplement';
const BASIS = '行政许可法 32';

/** `events`: what the clocks of the model did in this decision. */
export function awaitSupplement(progress: Progress, events: readonly DomainEvent[], context: DecideContext): Progress {
  const corrections = events.flatMap((event) =>
    event.type === 'clockRecorded' && event.record.clock === 'correction' ? [event.record] : [],
  );
  if (corrections.length === 0) return progress;
  const started = corrections.filter(({ effect, element }) => effect === 'start' && element !== null);
  const told = started.reduce((so, start) => paused(so, start, context), progress);
  return record(
    told,
    goneOn(told.state).flatMap((run) => anew(run, context.env.now)),
    context,
  );
}

function paused(progress: Progress, start: ClockRecord, context: DecideContext): Progress {
  const runs = around(progress.state, start.element).filter((run) => !isWaiting(run));
  if (runs.length === 0) return progress;
  const issued = issue(progress, { kind: 'supplement', params: noticeOf(progress.state, start, context) }, context);
  const document = issued.ok ? { document: issued.value.document.number } : {};
  const common = {
    effect: 'pause',
    at: context.env.now,
    reason: REASON,
    basis: BASIS,
    by: null,
    verb: 'start',
  } as const;
  const records = runs.map(
    ({ clock, element }): DomainEvent => ({
      type: 'clockRecorded',
      record: { clock, element, ...common, ...document },
    }),
  );
  return record(issued.ok ? issued.value.progress : progress, records, context);
}

/** What is missing is said by the variable `supplementList`, else by the name of what waits. */
function noticeOf(state: InstanceState, { element, amount }: ClockRecord, { definitions }: DecideContext) {
  const at = state.elements[element ?? state.root];
  const list = at ? visibleVariables(state, at.id).supplementList : undefined;
  const node = at && nodeOf(definitions, state, at);
  const material = typeof list === 'string' && list.trim() !== '' ? list : node?.name || node?.id || REASON;
  const isWorking = amount?.unit === 'workingDay';
  return {
    materials: [{ material, result: 'missing' }],
    ...(amount && (isWorking ? { correctionDays: amount.n } : { calendarDays: amount.n })),
  };
}

/** Acceptance clocks of what the element lies in. */
function around(state: InstanceState, element: string | null): ClockRun[] {
  if (element === null || !state.elements[element]) return [];
  const scopes = new Set<string | null>([...lineage(state, element)].map(({ id }) => (id === state.root ? null : id)));
  return acceptances(state).filter((run) => scopes.has(run.element));
}

const acceptances = (state: InstanceState): ClockRun[] =>
  clockRuns(state).filter((run) => run.clock === 'acceptance' && !isStopped(run));

const isWaiting = ({ records }: ClockRun): boolean =>
  records.findLast(({ effect }) => effect === 'pause' || effect === 'resume')?.reason === REASON;

/** Those that wait for no correction any more. */
function goneOn(state: InstanceState): ClockRun[] {
  const corrections = clockRuns(state).filter((run) => run.clock === 'correction' && !isStopped(run));
  const waited = new Set(corrections.flatMap(({ element }) => around(state, element).map(({ id }) => id)));
  return acceptances(state).filter((run) => isWaiting(run) && !waited.has(run.id));
}

function anew({ clock, element, records }: ClockRun, now: number): DomainEvent[] {
  const [start] = records;
  const common = { clock, element, at: now, reason: 'supplied', by: null } as const;
  return [
    { type: 'clockRecorded', record: { ...common, effect: 'stop', verb: 'end' } },
    { type: 'clockRecorded', record: { ...start, ...common, effect: 'start', verb: 'start' } },
  ];
}
