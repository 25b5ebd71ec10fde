/**
 * The life of a task: offered → claimed → working ⇄ delegated, consulting or held → exactly one end. Guards ask for facts about the actor and for
 * nothing else, so the machine says who may do what when.
 *
 * - A task nobody has taken (`offered`) is open to its candidates and to administrators; deciding it takes it at the same time.
 * - A task somebody has taken is decided by that person only. An administrator may move it (转办, 改派), never decide it in silence.
 * - `release` puts a task back: to its candidates, or, where the model named one person only, to the administrators (拒签).
 * - `delegated`: the delegate gives an opinion and resolves, or the owner takes the task back; then the owner decides.
 * - `held` refuses everything but `resume`, which leads back to where it was held.
 * - `consulting`: signers added before it are asked; it wakes when they have answered. Where several decide together a task also ends by a
 *   vote against or an abstention, and one that was added may be removed again by who added it.
 * - `save-draft`, `copy` and `urge` leave everything as it is: the first is for who may do it, the last for who waits for it.
 * - Where the rules of the model decide (`auto:pass`, `auto:refuse`), the task ends as it opens, by nobody's hand.
 * - `awaitingSupplement`, `inProcedure`, `handedOn`: it waits for the applicant (C1), the end of a special procedure (C5), another organ (A6). What
 *   it waits for, or who is concerned, wakes it.
 * - What ends a task from outside (`void`) needs nobody's right: a sibling decided, a return, a jump, a boundary event, the end of the case.
 */
import { setup } from 'xstate';
import type { Facts } from './facts.ts';
import type { TaskVerb } from './verbs.ts';

export type VoidReason = 'sibling' | 'return' | 'jump' | 'caseEnd' | 'boundary' | 'removed' | 'withdrawn';

export const VOID_REASONS = [
  'sibling',
  'return',
  'jump',
  'caseEnd',
  'boundary',
  'removed',
  'withdrawn',
] as const satisfies readonly VoidReason[];

export type TaskMachineEvent =
  | { readonly type: TaskVerb; readonly facts: Facts }
  | { readonly type: `void:${VoidReason}` }
  /** Others are asked first (前加签), and have answered. */
  | { readonly type: 'consult' | 'heard' }
  /** The model's rules decide instead of a person: nobody is found (F6), or who is has decided already (F7, F8). */
  | { readonly type: AutomaticEvent }
  /**
   * A second person has agreed that it waits for a supplement or for another organ; what it waits for has come: the supplement from the applicant,
   * the end of the special procedure.
   */
  | { readonly type: 'await' | 'leave' | 'supplied' | 'procedureDone' };

export type AutomaticEvent = 'auto:pass' | 'auto:refuse';

/** The states a task can be put on hold in. */
type HoldableState = 'offered' | 'claimed' | 'working' | 'delegated';

interface TaskMachineContext {
  /** The state a held task was in. */
  readonly heldFrom: HoldableState | null;
}

interface GuardInput {
  readonly context: TaskMachineContext;
  readonly event: TaskMachineEvent;
}

const about =
  (...names: readonly (keyof Facts)[]) =>
  ({ event }: GuardInput): boolean =>
    'facts' in event && names.some((name) => event.facts[name]);

const heldFrom =
  (state: TaskMachineContext['heldFrom']) =>
  ({ context, event }: GuardInput): boolean =>
    context.heldFrom === state && about('isAssignee', 'isOwner', 'isAdministrator')({ context, event });

const voidable = {
  'void:sibling': 'voided:sibling',
  'void:return': 'voided:return',
  'void:jump': 'voided:jump',
  'void:caseEnd': 'voided:caseEnd',
  'void:boundary': 'voided:boundary',
  'void:removed': 'voided:removed',
  'void:withdrawn': 'voided:withdrawn',
} as const;

const automatic = { 'auto:pass': 'autoPassed', 'auto:refuse': 'rejected' } as const;

/** What whoever has the task does with it: how it ends, or what it waits for from then on. */
const handled = {
  complete: { guard: 'mayDecide', target: 'approved' },
  disagree: { guard: 'mayDecide', target: 'disagreed' },
  abstain: { guard: 'mayDecide', target: 'abstained' },
  reject: { guard: 'mayDecide', target: 'rejected' },
  refuse: { guard: 'mayDecide', target: 'rejected' },
  'decline-acceptance': { guard: 'mayDecide', target: 'rejected' },
  revoke: { guard: 'mayDecide', target: 'rejected' },
  'accept-tolerantly': { guard: 'mayDecide', target: 'approved' },
  'decide-on-promise': { guard: 'mayDecide', target: 'approved' },
  'request-supplement': { guard: 'mayDecide', target: 'awaitingSupplement' },
  'start-special-procedure': { guard: 'mayDecide', target: 'inProcedure' },
  leave: { target: 'handedOn' },
  await: { target: 'awaitingSupplement' },
  return: { guard: 'mayDecide', target: 'returned' },
  jump: { guard: 'mayDecide', target: 'approved' },
} as const;

export const userTaskMachine = setup({
  types: {
    context: {} as TaskMachineContext,
    events: {} as TaskMachineEvent,
    input: {} as { readonly assigned: boolean },
  },
  guards: {
    mayTake: about('isCandidate', 'isAdministrator'),
    mayDecide: about('isAssignee'),
    mayMove: about('isAssignee', 'isAdministrator'),
    mayEndDelegation: about('isAssignee', 'isOwner'),
    mayMoveDelegated: about('isOwner', 'isAdministrator'),
    isAdministrator: about('isAdministrator'),
    mayRemove: about('isAdder', 'isAdministrator'),
    isConcerned: about('isAssignee', 'isOwner', 'isAdministrator'),
    mayUrge: about('isAwaiting', 'isAdministrator'),
    mayUrgeDelegate: about('isAwaiting', 'isOwner', 'isAdministrator'),
    mayResumeOffered: heldFrom('offered'),
    mayResumeClaimed: heldFrom('claimed'),
    mayResumeWorking: heldFrom('working'),
    mayResumeDelegated: heldFrom('delegated'),
  },
}).createMachine({
  id: 'userTask',
  context: { heldFrom: null },
  initial: 'offered',
  states: {
    offered: {
      on: {
        ...voidable,
        'save-draft': { guard: 'mayTake', target: 'offered' },
        copy: { guard: 'mayTake', target: 'offered' },
        urge: { guard: 'mayUrge', target: 'offered' },
        ...automatic,
        'remove-signer': { guard: 'mayRemove', target: 'voided:removed' },
        claim: { guard: 'mayTake', target: 'claimed' },
        complete: { guard: 'mayTake', target: 'approved' },
        disagree: { guard: 'mayTake', target: 'disagreed' },
        abstain: { guard: 'mayTake', target: 'abstained' },
        reject: { guard: 'mayTake', target: 'rejected' },
        refuse: { guard: 'mayTake', target: 'rejected' },
        'decline-acceptance': { guard: 'mayTake', target: 'rejected' },
        revoke: { guard: 'mayTake', target: 'rejected' },
        'accept-tolerantly': { guard: 'mayTake', target: 'approved' },
        'decide-on-promise': { guard: 'mayTake', target: 'approved' },
        return: { guard: 'mayTake', target: 'returned' },
        jump: { guard: 'mayTake', target: 'approved' },
        transfer: { guard: 'isAdministrator', target: 'claimed' },
        suspend: { guard: 'isAdministrator', target: 'held' },
        comment: { guard: 'mayTake', target: 'offered' },
      },
    },
    claimed: {
      on: {
        ...voidable,
        'save-draft': { guard: 'mayDecide', target: 'claimed' },
        copy: { guard: 'isConcerned', target: 'claimed' },
        urge: { guard: 'mayUrge', target: 'claimed' },
        ...automatic,
        'remove-signer': { guard: 'mayRemove', target: 'voided:removed' },
        release: { guard: 'mayMove', target: 'offered' },
        ...handled,
        correct: { guard: 'mayDecide', target: 'claimed' },
        'issue-document': { guard: 'mayDecide', target: 'claimed' },
        'apply-suspension': { guard: 'mayDecide', target: 'claimed' },
        'hand-on': { guard: 'mayDecide', target: 'claimed' },
        transfer: { guard: 'mayMove', target: 'claimed' },
        delegate: { guard: 'mayDecide', target: 'delegated' },
        suspend: { guard: 'mayMove', target: 'held' },
        'add-signer': { guard: 'mayDecide', target: 'claimed' },
        consult: { target: 'consulting' },
        comment: [
          { guard: 'mayDecide', target: 'working' },
          { guard: 'isConcerned', target: 'claimed' },
        ],
      },
    },
    working: {
      on: {
        ...voidable,
        'save-draft': { guard: 'mayDecide', target: 'working' },
        copy: { guard: 'isConcerned', target: 'working' },
        urge: { guard: 'mayUrge', target: 'working' },
        'remove-signer': { guard: 'mayRemove', target: 'voided:removed' },
        release: { guard: 'mayMove', target: 'offered' },
        ...handled,
        correct: { guard: 'mayDecide', target: 'working' },
        'issue-document': { guard: 'mayDecide', target: 'working' },
        'apply-suspension': { guard: 'mayDecide', target: 'working' },
        'hand-on': { guard: 'mayDecide', target: 'working' },
        transfer: { guard: 'mayMove', target: 'claimed' },
        delegate: { guard: 'mayDecide', target: 'delegated' },
        suspend: { guard: 'mayMove', target: 'held' },
        'add-signer': { guard: 'mayDecide', target: 'working' },
        consult: { target: 'consulting' },
        comment: { guard: 'isConcerned', target: 'working' },
      },
    },
    delegated: {
      on: {
        ...voidable,
        'save-draft': { guard: 'mayDecide', target: 'delegated' },
        copy: { guard: 'isConcerned', target: 'delegated' },
        urge: { guard: 'mayUrgeDelegate', target: 'delegated' },
        'remove-signer': { guard: 'mayRemove', target: 'voided:removed' },
        resolve: { guard: 'mayEndDelegation', target: 'working' },
        transfer: { guard: 'mayMoveDelegated', target: 'claimed' },
        suspend: { guard: 'mayMoveDelegated', target: 'held' },
        comment: { guard: 'isConcerned', target: 'delegated' },
      },
    },
    consulting: {
      on: {
        ...voidable,
        'save-draft': { guard: 'mayDecide', target: 'consulting' },
        copy: { guard: 'isConcerned', target: 'consulting' },
        urge: { guard: 'mayUrge', target: 'consulting' },
        'remove-signer': { guard: 'mayRemove', target: 'voided:removed' },
        'add-signer': { guard: 'mayDecide', target: 'consulting' },
        transfer: { guard: 'isAdministrator', target: 'consulting' },
        heard: { target: 'working' },
        comment: { guard: 'isConcerned', target: 'consulting' },
      },
    },
    held: {
      on: {
        ...voidable,
        'remove-signer': { guard: 'mayRemove', target: 'voided:removed' },
        resume: [
          { guard: 'mayResumeOffered', target: 'offered' },
          { guard: 'mayResumeClaimed', target: 'claimed' },
          { guard: 'mayResumeWorking', target: 'working' },
          { guard: 'mayResumeDelegated', target: 'delegated' },
        ],
      },
    },
    awaitingSupplement: {
      on: {
        ...voidable,
        supplement: { guard: 'isConcerned', target: 'working' },
        supplied: { target: 'working' },
        'issue-document': { guard: 'mayDecide', target: 'awaitingSupplement' },
        transfer: { guard: 'isAdministrator', target: 'awaitingSupplement' },
        comment: { guard: 'isConcerned', target: 'awaitingSupplement' },
      },
    },
    inProcedure: {
      on: {
        ...voidable,
        'end-special-procedure': { guard: 'isConcerned', target: 'working' },
        procedureDone: { target: 'working' },
        'issue-document': { guard: 'mayDecide', target: 'inProcedure' },
        transfer: { guard: 'isAdministrator', target: 'inProcedure' },
        comment: { guard: 'isConcerned', target: 'inProcedure' },
      },
    },
    handedOn: {
      on: {
        ...voidable,
        'take-back': { guard: 'isConcerned', target: 'working' },
        'issue-document': { guard: 'mayDecide', target: 'handedOn' },
        transfer: { guard: 'isAdministrator', target: 'handedOn' },
        comment: { guard: 'isConcerned', target: 'handedOn' },
      },
    },
    approved: { type: 'final' },
    rejected: { type: 'final' },
    disagreed: { type: 'final' },
    abstained: { type: 'final' },
    returned: { type: 'final' },
    autoPassed: { type: 'final' },
    'voided:sibling': { type: 'final' },
    'voided:return': { type: 'final' },
    'voided:jump': { type: 'final' },
    'voided:caseEnd': { type: 'final' },
    'voided:boundary': { type: 'final' },
    'voided:removed': { type: 'final' },
    'voided:withdrawn': { type: 'final' },
  },
});
