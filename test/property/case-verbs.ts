/**
 * The verbs that random sequences use, by name: what each asks for, given a case and a draw. A verb joins the properties by being in this table.
 * Who may use it is said here a second time, in the plain words of the requirements, to hold the engine to.
 */
import type { Actor } from '../../engine/commands/command.ts';
import type { Desk } from '../commands/desk.ts';
import { PROCEDURE_VERBS } from './procedure-verbs.ts';
import { at, type CaseVerb, type Draw, decides, isAdmin, isManager, on, openTask, waits, withTask } from './verb.ts';

const nodeId = ({ first }: Desk, { other }: Draw): string =>
  at(
    first.graph.nodes.filter(({ type }) => type === 'userTask'),
    other,
  )?.id ?? 'none';

/** Who agrees, by what is asked: the leads, whom the model lets decide, whoever manages the case. */
const mayAgree = ({ groups, ...actor }: Actor, verb: string): boolean => {
  if (verb === 'suspend' || verb === 'request-supplement') return groups.includes('leads');
  return isManager({ groups, ...actor }) || (verb === 'reopen' && groups.includes('deciding'));
};

const newcomer = ({ word }: Draw): string => at(['d', 'b', 'manager'], word) ?? 'd';

export const CASE_VERBS: readonly CaseVerb[] = [
  ...PROCEDURE_VERBS,
  on('claim-task', 4),
  on('release-task', 1),
  on('complete-task', 7, { mayUse: decides }),
  on('return-task', 6, {
    mayUse: decides,
    input: (desk, draw) => ({
      ...openTask(desk, draw),
      ...(draw.word % 3 !== 0 && { to: nodeId(desk, draw) }),
      ...(draw.choice && { resubmit: 'straight' }),
      ...(draw.word % 5 === 0 && { block: 'whole' }),
    }),
  }),
  on('transfer-task', 2, { input: (desk, draw) => ({ ...openTask(desk, draw), to: 'c' }) }),
  on('delegate-task', 3, { mayUse: decides, input: (desk, draw) => ({ ...openTask(desk, draw), to: 'd' }) }),
  on('resolve-task', 8),
  on('suspend-task', 1),
  on('resume-task', 8),
  on('comment-task', 1, { input: (desk, draw) => ({ ...openTask(desk, draw), comment: 'hm' }) }),
  on('save-draft-task', 1, { mayUse: decides, input: withTask(() => ({ variables: { note: 'n' } })) }),
  on('copy-task', 1, { input: withTask((draw) => ({ users: [newcomer(draw)] })) }),
  on('urge-task', 2, {
    mayUse: (actor, subject) => isAdmin(actor) || subject.task?.owner === actor.id || waits(actor, subject),
  }),
  on('disagree-task', 4, { mayUse: decides }),
  on('abstain-task', 4, { mayUse: decides }),
  on('reject-task', 0.25, { mayUse: decides }),
  on('add-signer-task', 8, {
    mayUse: decides,
    input: withTask((draw) => ({
      users: [newcomer(draw)],
      kind: at(['before', 'after', 'parallel'], draw.other) ?? 'after',
    })),
  }),
  on('remove-signer-task', 4, {
    mayUse: (actor, { task }) => isAdmin(actor) || task?.part?.added?.by === actor.id,
  }),
  on('hand-over-task', 2, {
    mayUse: isAdmin,
    input: (desk, draw) => {
      const { taskId } = openTask(desk, draw);
      return { taskId, from: desk.state.tasks[taskId]?.assignee ?? 'a', to: newcomer(draw) };
    },
  }),
  on('open-task', 1, { mayUse: () => true }),
  on('retrieve-task', 6, {
    input: ({ state }, { pick }) => ({ taskId: at(state.trail, pick)?.taskId ?? 'none' }),
    mayUse: (actor, { state, input }) =>
      state.trail.some(({ taskId, by }) => taskId === (input as { taskId: string }).taskId && by === actor.id),
  }),
  on('suspend-instance', 0.5, { input: () => ({}), mayUse: isManager }),
  on('resume-instance', 12, {
    input: () => ({}),
    mayUse: (actor) => isManager(actor) || actor.groups.includes('leads'),
  }),
  on('jump-instance', 5, {
    input: (desk, draw) => ({
      to: nodeId(desk, draw),
      reason: 'r',
      ...(draw.choice && { from: at(Object.values(desk.state.tasks), draw.pick)?.element ?? 'none' }),
    }),
    mayUse: isManager,
  }),
  on('reopen-instance', 4, {
    input: (desk, draw) => ({ to: nodeId(desk, draw), ground: 'clericalError', reason: 'r' }),
    mayUse: isAdmin,
  }),
  on('answer-confirmation', 12, {
    input: ({ state }, { pick, choice }) => ({
      requestId: at(Object.keys(state.proceedings?.requests ?? {}), pick) ?? 'none',
      answer: choice ? 'confirm' : 'refuse',
      reason: 'r',
    }),
    mayUse: (actor, { state, input }) => {
      const { requestId } = input as { requestId: string };
      const request = state.proceedings?.requests[requestId];
      if (!request) return false;
      return request.by !== actor.id && mayAgree(actor, request.verb);
    },
  }),
];
