import { type Static, Type } from 'typebox';
import type { DomainEvent } from '../core/events.ts';
import { requireTrail } from '../core/parts.ts';
import { caseStatus, enclosingScope } from '../core/query.ts';
import type { InstanceState, TrailEntry } from '../core/state.ts';
import { isTakenOver, withdrawalStart } from '../core/withdrawal.ts';
import { fail, ok, type Result } from '../errors.ts';
import type { ModelValue } from '../model/graph.ts';
import { mandatesOf } from '../people/organisation/mandates.ts';
import { requireActive, rootDefinition } from './case.ts';
import type { Command, DecideContext } from './command.ts';
import { caseScope, isUndecided } from './decided.ts';
import { closed, Name, Reason } from './input.ts';
import { answerInstance, type InstanceAnswer } from './instance-answer.ts';
import { begin, record } from './progress.ts';
import { forbidden, isOfficial } from './rights.ts';
import { withdrawCase } from './withdraw-case.ts';

const Input = closed({
  reason: Type.Optional(Reason),
  /** The number of the signed request, where an official enters it for the applicant. */
  request: Type.Optional(Name),
});
type Input = Static<typeof Input>;

/**
 * B7 撤回申请: the applicant wants the application no longer. Before the decision only. Everything open is voided, what was done is undone by the
 * compensation of the model, and the case ends: status `terminated`, reason `withdrawn`. It is no refusal. Where the model says itself what a
 * withdrawal does (`tb:withdraws`), that happens, as if the applicant had sent its message: it may take what is not decided yet, and go on.
 */
export const withdrawInstance: Command<Input, InstanceAnswer> = {
  name: 'withdraw-instance',
  input: Input,
  decide(state, { reason = '', request }, context) {
    const may = mayWithdraw(state, context, request);
    if (!may.ok) return may;
    const given = [reason, request === undefined ? '' : `request ${request}`].filter((part) => part !== '').join('; ');
    const why: DomainEvent[] = given === '' ? [] : [{ type: 'reasonGiven', reason: given }];
    const begun = record(begin(state), why, context);
    const document = request === undefined ? {} : { document: request };
    const variables = reason === '' ? {} : { withdrawalReason: reason };
    const ended = withdrawCase(begun, { verb: 'withdraw', variables, ...document }, context);
    return ended.ok ? ok(answerInstance(ended.value)) : ended;
  },
};

/** Refuses with 'forbidden', 'case-not-active', 'withdraw-request-missing', 'withdraw-switched-off', 'withdraw-too-late' or 'withdraw-impossible'. */
export function mayWithdraw(state: InstanceState, context: DecideContext, request?: string): Result<void> {
  const { actor } = context;
  const active = requireActive(state);
  if (!active.ok) return active;
  if (state.ending !== undefined) return fail('case-not-active', { ...caseStatus(state), ...BEING_ENDED });
  const isOwn = state.initiator !== null && isApplicant(state.initiator, context);
  if (!isOwn && !isOfficial(actor)) return forbidden(actor, 'applicant | agent | official');
  if (!isOwn && request === undefined) return fail('withdraw-request-missing', { actor: actor.id });
  const { graph } = rootDefinition(state, context);
  const { withdrawal } = graph;
  if (withdrawal === false) return fail('withdraw-switched-off');
  if (withdrawalStart(graph) && isTakenOver(state, graph)) return fail('withdraw-impossible', TAKEN_OVER);
  if (withdrawal !== undefined) return mayStill(withdrawal, state, context);
  const decided = decisionOf(state, context);
  return decided === undefined
    ? ok(undefined)
    : fail('withdraw-too-late', { elementId: decided }, { elementId: decided });
}

const BEING_ENDED = { status: 'being ended', statusZh: '正在终止' } as const;
const TAKEN_OVER = { reason: 'the case is being ended already', reasonZh: '办件已在终止办理' } as const;

/**
 * The model says how long, and why not any more: what cannot be undone may have happened before anything is decided (money has moved), and of
 * several matters some may be open after the first is decided.
 */
function mayStill(withdrawal: ModelValue, state: InstanceState, { env }: DecideContext): Result<void> {
  if (withdrawal.kind === 'literal') return ok(undefined);
  const outcome = withdrawal.expression.evaluate(caseScope(state), { now: env.now });
  if (!outcome.ok) return outcome;
  return outcome.value === true ? ok(undefined) : fail('withdraw-impossible', reasonOf(outcome.value));
}

const textAt = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? Object.getOwnPropertyDescriptor(value, name)?.value : undefined;

/** A text, or one in each language: `{ zh: …, en: … }`. */
function reasonOf(value: unknown): { readonly reason: string; readonly reasonZh: string } {
  const [zh, en] = [textAt(value, 'zh'), textAt(value, 'en')].map((text) => (typeof text === 'string' ? text : null));
  const both = typeof value === 'string' && value !== '' ? value : null;
  return {
    reason: en ?? both ?? zh ?? 'the process does not admit it any more',
    reasonZh: zh ?? both ?? en ?? '流程已不允许',
  };
}

/** Who began the case, or who acts for them. */
function isApplicant(initiator: string, { actor, organisation, env }: DecideContext): boolean {
  const mandates = mandatesOf(organisation.at(env.now), actor.id);
  return actor.id === initiator || mandates.some(({ principal }) => principal.id === initiator);
}

/**
 * The step that has decided the case, by the marks of the model. One vote of several that are still counted is no decision, nor is what leaves the step
 * for more time or a correction; a rejection always is one.
 */
function decisionOf(state: InstanceState, { definitions, env }: DecideContext): string | undefined {
  requireTrail(state);
  const scope = caseScope(state);
  const rounds = Object.values(state.elements).filter(({ round }) => round !== undefined);
  const isCounted = ({ scope: at, node, visit }: TrailEntry): boolean =>
    rounds.some((open) => open.node === node && open.visit === visit && enclosingScope(state, open)?.id === at);
  const nodes = state.trail
    .filter(({ outcome, added }) => (outcome === 'approved' || outcome === 'rejected') && !added)
    .filter((entry) => !isCounted(entry))
    .map(({ def, node, outcome }) => ({
      node: definitions.byId(state.definitions[def] ?? '').graph.nodes[node],
      isRejected: outcome === 'rejected',
    }));
  const isDecided = ({ node, isRejected }: (typeof nodes)[number]): boolean =>
    node?.user?.decides !== undefined && (isRejected || !isUndecided(node, scope, env.now));
  return nodes.find(isDecided)?.node?.id;
}
