/** B9 重启: one decision for who asks, to know what would happen, and for who confirms. */
import type { DomainEvent } from '../core/events.ts';
import { requireTrail } from '../core/parts.ts';
import type { DocumentKind, Reopening, ReopeningGround } from '../core/proceedings.ts';
import { caseStatus } from '../core/query.ts';
import type { InstanceState, TrailEntry } from '../core/state.ts';
import { fail, ok, type Result } from '../errors.ts';
import type { FlowNode } from '../model/graph.ts';
import { advance } from './advance.ts';
import { branchesAround } from './branches.ts';
import { hasEnded, rootDefinition } from './case.ts';
import { personOf } from './case-facts.ts';
import { clockRuns } from './clocks/clock-runs.ts';
import type { DecideContext } from './command.ts';
import { proceedingsOf } from './proceedings.ts';
import { type Progress, record } from './progress.ts';

export interface ReopenInput {
  readonly to: string;
  readonly ground: ReopeningGround;
  readonly order?: string;
  readonly reason: string;
}

export interface Reopener {
  readonly input: ReopenInput;
  /** Who asked, and who confirms. */
  readonly by: string;
  readonly approver: string;
}

/**
 * The case goes on at the node, which is given to who was there last. Refuses with 'case-not-ended', with 'reopen-target' where the case has
 * never been at the node or could not go on from it, and with 'reopen-order' where the ground is an order and none is named.
 */
export function reopenCase(progress: Progress, reopener: Reopener, context: DecideContext): Result<Progress> {
  const { state } = progress;
  const { input } = reopener;
  if (!hasEnded(state)) return fail('case-not-ended', caseStatus(state));
  if (input.ground !== 'clericalError' && (input.order ?? '').trim() === '')
    return fail('reopen-order', { ground: input.ground });
  const target = targetOf(state, input.to, context);
  if (!target.ok) return target;
  const { node, last } = target.value;
  const reopening = reopeningOf(state, { ...reopener, elementId: node.id }, context);
  const begun = record(progress, [{ type: 'reasonGiven', reason: input.reason }], context);
  const user = personOf(last);
  const moved = advance(
    begun,
    {
      trigger: { kind: 'reopen', node: node.index, reopening },
      ...(user !== null && { returnTo: { scope: state.root, node: node.index, user } }),
    },
    context,
  );
  return moved.ok ? ok(record(moved.value, newClocks(state, reopening, context), context)) : moved;
}

interface Target {
  readonly node: FlowNode;
  readonly last: TrailEntry;
}

/** A user task directly in the process that the case has been at, so that nothing is passed over, and in no branch, so that no join starves. */
function targetOf(state: InstanceState, to: string, context: DecideContext): Result<Target> {
  requireTrail(state);
  const { graph } = rootDefinition(state, context);
  const node = graph.nodes[graph.byId.get(to) ?? -1];
  const last = state.trail.findLast(
    (entry) => entry.def === state.elements[state.root]?.def && entry.node === node?.index && !entry.added,
  );
  const isTop = node !== undefined && node.parent === 0 && node.user !== null;
  if (!isTop || !last || branchesAround(graph, node.index).size > 0) return fail('reopen-target', { target: to });
  return ok({ node, last });
}

/** What says how the case was decided. */
const RESULTS: ReadonlySet<DocumentKind> = new Set<DocumentKind>(['grant', 'refusal', 'nonAcceptance']);

function reopeningOf(
  state: InstanceState,
  { input, by, approver, elementId }: Reopener & { readonly elementId: string },
  { env }: DecideContext,
): Reopening {
  const { documents, extension = null, reopenings = [] } = proceedingsOf(state);
  const marked = new Set(reopenings.flatMap((earlier) => earlier.documents));
  const results = documents.filter(({ id, kind }) => RESULTS.has(kind) && !marked.has(id));
  const status = state.status === 'completed' ? 'completed' : 'terminated';
  return {
    at: env.now,
    by,
    approver,
    ground: input.ground,
    reason: input.reason,
    order: input.order ?? null,
    elementId,
    ended: { at: state.endedAt ?? env.now, status, result: state.closedAs ?? null, extension },
    mark: input.ground === 'clericalError' ? 'corrected' : 'revoked',
    documents: results.map(({ id }) => id),
  };
}

/** The clocks of the case start anew with the limits they had, each linked to the run that ended with the case. */
function newClocks(
  before: InstanceState,
  { ground, order, by, approver }: Reopening,
  { env }: DecideContext,
): DomainEvent[] {
  const ofCase = clockRuns(before).filter(
    ({ clock, element }) => element === null && (clock === 'statutory' || clock === 'promised'),
  );
  return [...new Map(ofCase.map((run) => [run.clock, run])).values()].flatMap((run): DomainEvent[] => {
    const [first] = run.records;
    if (!first) return [];
    const { clock, element, amount, limit, department, basis } = first;
    const kept = {
      ...(amount && { amount }),
      ...(limit && { limit }),
      ...(department !== undefined && { department }),
      ...(basis !== undefined && { basis }),
      ...(order !== null && { document: order }),
    };
    const said = {
      clock,
      element,
      effect: 'start',
      at: env.now,
      reason: ground,
      by,
      approver,
      verb: 'reopen',
    } as const;
    return [{ type: 'clockRecorded', record: { ...said, ...kept, follows: run.id } }];
  });
}
