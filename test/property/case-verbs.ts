/**
 * The verbs that random sequences use, by name: what each asks for, given a case and a draw. A verb joins the properties by being in this table.
 * Who may use it is said here a second time, in the plain words of the requirements, to hold the engine to.
 */
import type { Actor } from '../../engine/commands/command.ts';
import type { CommandName } from '../../engine/commands/index.ts';
import type { Desk } from '../commands/desk.ts';
import { FLAGS } from './blocks.ts';
import { NOTICE_VERBS } from './notice-verbs.ts';
import { PROCEDURE_VERBS } from './procedure-verbs.ts';
import {
  at,
  type CaseVerb,
  type Draw,
  decides,
  isAdmin,
  isManager,
  leadsRound,
  on,
  openTask,
  waits,
  withTask,
} from './verb.ts';

const nodeId = ({ first }: Desk, { other }: Draw): string =>
  at(
    first.graph.nodes.filter(({ type }) => type === 'userTask'),
    other,
  )?.id ?? 'none';

/** One of the ways that the model offers besides the flows, most of the time. */
function freeWay(desk: Desk, draw: Draw): string {
  const node = desk.state.tasks[openTask(desk, draw).taskId]?.node;
  const ways = node === undefined ? [] : (desk.first.graph.nodes[node]?.user?.backwards?.freeFlow ?? []);
  return (draw.word % 8 > 0 && at(ways, draw.other)) || nodeId(desk, draw);
}

/** Who agrees, by what is asked: the leads, whom the model lets decide, whoever manages the case. */
const mayAgree = ({ groups, ...actor }: Actor, verb: string): boolean => {
  if (verb === 'suspend' || verb === 'request-supplement' || verb === 'hand-on') return groups.includes('leads');
  return isManager({ groups, ...actor }) || (verb === 'reopen' && groups.includes('deciding'));
};

const newcomer = ({ word }: Draw): string => at(['d', 'b', 'manager'], word) ?? 'd';

export const CASE_VERBS: readonly CaseVerb[] = [
  ...PROCEDURE_VERBS,
  ...NOTICE_VERBS,
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
  on('jump-task', 8, {
    mayUse: decides,
    input: (desk, draw) => ({ ...openTask(desk, draw), to: freeWay(desk, draw) }),
  }),
  on('urge-task', 2, {
    mayUse: (actor, subject) => isAdmin(actor) || subject.task?.owner === actor.id || waits(actor, subject),
  }),
  on('disagree-task', 4, { mayUse: decides }),
  on('abstain-task', 4, { mayUse: decides }),
  on('reject-task', 0.25, { mayUse: decides }),
  on('add-signer-task', 8, {
    mayUse: (actor, subject) =>
      decides(actor, subject) ||
      ((subject.input as { kind: string }).kind === 'parallel' && leadsRound(actor, subject)),
    input: withTask((draw) => ({
      users: [newcomer(draw)],
      kind: at(['before', 'after', 'parallel'], draw.other) ?? 'after',
    })),
  }),
  on('remove-signer-task', 4, {
    mayUse: (actor, subject) =>
      isAdmin(actor) ||
      subject.task?.part?.added?.by === actor.id ||
      (subject.task?.part?.added !== undefined && leadsRound(actor, subject)),
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
  on('write-variables', 1, {
    input: (_, { choice, word }) => ({ variables: { [at(FLAGS, word) ?? 'f0']: choice } }),
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

/** Commands on a case that are no line of the table, each with why; what is neither here nor there fails the test of it. */
export const NOT_A_VERB: Partial<Readonly<Record<CommandName, string>>> = {
  'start-process-instance': 'opens a case',
  'start-by-message': 'opens a case',
  'start-by-timer': 'opens a case',
  'start-by-signal': 'opens a case',
  'start-by-condition': 'opens a case',
  'fire-timer': 'of the engine alone: a timer is due',
  'complete-effect': 'of a department’s system, whose work random models have none of',
  'fail-effect': 'of a department’s system, whose work random models have none of',
  'throw-effect-error': 'of a department’s system, whose work random models have none of',
  'complete-script': 'of the engine alone: a script has ended',
  'fail-script': 'of the engine alone: a script has ended',
  'correlate-message': 'of the engine alone: a message has come; random models wait for none',
  'receive-signal': 'of the engine alone: a signal has come; random models wait for none',
  'hear-instance': 'of the engine alone: another case has spoken',
  'turn-lamp': 'of the engine alone: a clock has come so far',
  'climb-rung': 'of the engine alone: a rung of a ladder is due',
  'ring-alarm': 'of the engine alone: a limit of procedure is over',
  'tell-of-card': 'of the engine alone: a card waits, perhaps after the end of the case',
  'tell-of-rating': 'of the engine alone: a bad rating waits, after the end of the case',
  'retime-clocks': 'of the engine alone: a calendar has changed',
  'retry-job': 'a repair, of a failure that random models do not have',
  'reschedule-job': 'a repair, of a job that random models do not have',
  'resolve-incident': 'a repair, of a failure that random models do not have',
  'migrate-instance': 'to another version, of which random models have none; it has properties of its own',
  'modify-instance': 'puts tokens anywhere by hand: what the random models promise of joins does not hold after it',
  'start-inner-activity': 'of ad-hoc sub-processes, which are in the zoo of random models',
};
