/**
 * C5 特别程序 that the model runs: while a limit of the clock `special` runs, the limits of the law and the promises of the case, and of the stages
 * around it, stand still (行政许可法 45). It begins with the written notice, which is issued here, for without one no such pause counts.
 */
import type { ClockCode, ClockRecord } from '../../core/clock-record.ts';
import type { DomainEvent } from '../../core/events.ts';
import { lineage, nodeOf } from '../../core/query.ts';
import type { InstanceState } from '../../core/state.ts';
import type { DecideContext } from '../command.ts';
import { issue } from '../issue.ts';
import { type Progress, record } from '../progress.ts';
import { type ClockRun, clockRuns, isStopped } from './clock-runs.ts';

/** A clock that can stand still: of the case where its element is null, else of a stage. */
type Target = Pick<ClockRecord, 'clock' | 'element'>;

const REASON = 'special-procedure';
const BASIS = '行政许可法 45';
const STANDS_STILL: readonly ClockCode[] = ['statutory', 'promised'];

interface Found {
  readonly before: InstanceState | null;
  /** What the clocks of the model did in this decision. */
  readonly events: readonly DomainEvent[];
}

export function standStill(progress: Progress, { before, events }: Found, context: DecideContext): Progress {
  const special = events.flatMap((event) =>
    event.type === 'clockRecorded' && event.record.clock === 'special' ? [event.record] : [],
  );
  if (special.length === 0) return progress;
  const started = special.filter(({ effect, element }) => effect === 'start' && runs(progress.state, element));
  const gone = resumed(progress, before, context);
  return started.reduce((so, start) => paused(so, start, context), record(progress, gone, context));
}

/** What this procedure stops and nothing has stopped for one before: the notice comes first, and says how long it takes. */
function paused(progress: Progress, start: ClockRecord, context: DecideContext): Progress {
  const standing = new Set(standingStill(progress.state).map(nameOf));
  for (const { element, records } of procedures(progress.state))
    if (records[0]?.verb !== 'start')
      for (const target of around(progress.state, element, context)) standing.add(nameOf(target));
  const running = new Set(
    clockRuns(progress.state)
      .filter((run) => !isStopped(run))
      .map(nameOf),
  );
  const targets = around(progress.state, start.element, context).filter(
    (target) => running.has(nameOf(target)) && !standing.has(nameOf(target)),
  );
  if (targets.length === 0) return progress;
  const params = { procedure: nameOfProcedure(progress.state, start.element, context), days: start.amount?.n };
  const issued = issue(progress, { kind: 'specialProcedure', params }, context);
  const document = issued.ok ? { document: issued.value.document.number } : {};
  const common = { effect: 'pause', at: context.env.now, reason: REASON, basis: start.basis ?? BASIS } as const;
  const records = targets.map(
    (target): DomainEvent => ({
      type: 'clockRecorded',
      record: { ...target, ...common, ...document, by: null, verb: 'start' },
    }),
  );
  return record(issued.ok ? issued.value.progress : progress, records, context);
}

/** What stands still for a procedure and has none around it any more goes on. */
function resumed({ state }: Progress, before: InstanceState | null, context: DecideContext): DomainEvent[] {
  if (before === null) return [];
  const covered = new Set(procedures(state).flatMap(({ element }) => around(state, element, context).map(nameOf)));
  return standingStill(state)
    .filter((target) => !covered.has(nameOf(target)))
    .map((target) => ({
      type: 'clockRecorded',
      record: { ...target, effect: 'resume', at: context.env.now, reason: REASON, by: null, verb: 'end' },
    }));
}

/** The procedures that run. One that a verb began, which has another name for its start, has stopped the clocks of the case itself. */
const procedures = (state: InstanceState): ClockRun[] =>
  clockRuns(state).filter((run) => run.clock === 'special' && !isStopped(run) && runs(state, run.element));

const runs = (state: InstanceState, element: string | null): boolean =>
  element === null || state.elements[element] !== undefined;

/** Clocks that were stopped for a procedure of the model and run still. */
function standingStill(state: InstanceState): Target[] {
  return clockRuns(state)
    .filter((run) => STANDS_STILL.includes(run.clock) && !isStopped(run))
    .filter(({ records }) => records.findLast(({ reason }) => reason === REASON)?.effect === 'pause')
    .map(({ clock, element }) => ({ clock, element }));
}

/** The clocks of the case, and of the stages that the element lies in. */
function around(state: InstanceState, element: string | null, context: DecideContext): Target[] {
  const scopes =
    element === null ? [] : [...lineage(state, element)].filter(({ id }) => id !== element && id !== state.root);
  const stages = scopes.flatMap((scope) => {
    const limits = nodeOf(context.definitions, state, scope).limits ?? [];
    return limits.map(({ clock }): Target => ({ clock, element: scope.id }));
  });
  const ofCase = STANDS_STILL.map((clock): Target => ({ clock, element: null }));
  return [...ofCase, ...stages].filter(({ clock }) => STANDS_STILL.includes(clock));
}

function nameOfProcedure(state: InstanceState, id: string | null, { definitions }: DecideContext): string {
  const element = state.elements[id ?? state.root];
  if (!element) return REASON;
  const node = nodeOf(definitions, state, element);
  return node.name || node.id;
}

const nameOf = ({ clock, element }: Target): string => `${clock}:${element ?? ''}`;
