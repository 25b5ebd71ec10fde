/**
 * The applicant's own time: while a token waits at an element that says so (`tb:waitsFor="applicant"`), what is promised of the stages around it and of
 * the case stands still, and the lamp is blue. The limits of the law do not: they stand still only by the law (see `standstill.ts`).
 */
import type { DomainEvent } from '../../core/events.ts';
import { lineage, nodeOf, openElements } from '../../core/query.ts';
import type { InstanceState } from '../../core/state.ts';
import type { Definitions, ProcessGraph } from '../../model/graph.ts';
import { OWN_TIME } from '../../sla/reasons.ts';
import type { DecideContext } from '../command.ts';
import { type Progress, record } from '../progress.ts';
import { type ClockRun, clockRuns, isStopped } from './clock-runs.ts';

export function applicantTime(progress: Progress, context: DecideContext): Progress {
  const { state } = progress;
  if (!knowsOwnTime(state, context.definitions)) return progress;
  const waiting = waitedFor(state, context.definitions);
  const events = clockRuns(state)
    .filter((run) => run.clock === 'promised' && !isStopped(run) && waiting.has(run.element) !== isWaiting(run))
    .map(({ clock, element }): DomainEvent => {
      const effect = waiting.has(element) ? 'pause' : 'resume';
      return {
        type: 'clockRecorded',
        record: { clock, element, effect, at: context.env.now, reason: OWN_TIME.reason, by: null, verb: OWN_TIME.verb },
      };
    });
  return record(progress, events, context);
}

/** Whether any process of the case has such an element. */
export const knowsOwnTime = ({ definitions }: InstanceState, known: Definitions): boolean =>
  definitions.some((id) => says(known.byId(id).graph));

const SAYS = new WeakMap<ProcessGraph, boolean>();

function says(graph: ProcessGraph): boolean {
  const found = SAYS.get(graph) ?? graph.nodes.some(({ waitsFor }) => waitsFor !== undefined);
  SAYS.set(graph, found);
  return found;
}

/** The scopes in which the applicant is waited for; null for the case. */
function waitedFor(state: InstanceState, definitions: Definitions): ReadonlySet<string | null> {
  const waiting = openElements(state).filter((element) => nodeOf(definitions, state, element).waitsFor !== undefined);
  const around = waiting.flatMap(({ id }) => [...lineage(state, id)].map((element) => element.id));
  return new Set(around.map((id) => (id === state.root ? null : id)));
}

const isWaiting = ({ records }: ClockRun): boolean =>
  records.findLast(({ verb }) => verb === OWN_TIME.verb)?.effect === 'pause';
