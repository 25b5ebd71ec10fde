/** What can move tokens. A command is translated into one of these; `step` does the rest. */

import type { Failure } from '../errors.ts';
import type { Reopening } from './proceedings.ts';
import type { ReturnTicket, Variables } from './state.ts';

/** The choices of an outer ticket were noted when it was made. */
export type NewTicket = Omit<ReturnTicket, 'choices'> & Partial<Pick<ReturnTicket, 'choices'>>;

export type Trigger =
  /** Start a case of the definition at its none start event (or the elements named by `startAt`, or the event start `startEvent`). */
  | {
      readonly kind: 'start';
      readonly instanceId: string;
      readonly definitionId: string;
      readonly businessKey: string | null;
      readonly initiator: string | null;
      readonly variables: Variables;
      readonly startAt?: readonly string[];
      /** BPMN id of the start event that was triggered, or of the receive task or event behind a gateway that opens a case. */
      readonly startEvent?: string;
      /** The name of the message that triggered it; needed where several messages must all come. */
      readonly startMessage?: string;
    }
  /** An ended case goes on with a new visit of a node of its process. */
  | { readonly kind: 'reopen'; readonly node: number; readonly reopening: Reopening }
  /** Somebody begins an activity of the ad-hoc sub-process instance `scope`. */
  | { readonly kind: 'startInner'; readonly scope: string; readonly elementId: string; readonly variables: Variables }
  /** A user task is done: variables go through the output mappings, then the token leaves. */
  | { readonly kind: 'completeElement'; readonly element: string; readonly variables: Variables }
  | { readonly kind: 'fireTimer'; readonly timer: string }
  | {
      readonly kind: 'receive';
      readonly subscription: string;
      readonly messageId: string;
      readonly variables: Variables;
    }
  | {
      readonly kind: 'completeEffect';
      readonly effect: string;
      readonly variables: Variables;
      readonly answerHash?: string;
    }
  /** The outside failed technically: retry later at `dueAt` while attempts are left, else it is given up. */
  | {
      readonly kind: 'failEffect';
      readonly effect: string;
      readonly message: string;
      readonly attemptsLeft?: number;
      readonly dueAt?: number;
      /** The department may have done it all the same. */
      readonly unknown?: boolean;
    }
  /** A script has run; `value` is its result, plain JSON. */
  | { readonly kind: 'completeScript'; readonly script: string; readonly value: unknown }
  | { readonly kind: 'failScript'; readonly script: string; readonly failure: Failure }
  /** A modelled business error raised at an element (by an adapter, a worker or a person). */
  | {
      readonly kind: 'throwError';
      readonly element: string;
      readonly code: string;
      readonly message?: string;
      readonly variables: Variables;
      readonly answerHash?: string;
    }
  /** Told to whoever listens around an element that waits, which goes on unless the handler interrupts it. */
  | {
      readonly kind: 'throwEscalation';
      readonly element: string;
      readonly code: string;
      readonly variables: Variables;
    }
  | { readonly kind: 'retryIncident'; readonly incident: string }
  | { readonly kind: 'writeVariables'; readonly scope: string; readonly variables: Variables }
  | { readonly kind: 'cancel'; readonly reason: string }
  /** As `cancel`, but what has completed and can be undone is undone first. */
  | { readonly kind: 'dissolve'; readonly reason: string }
  /** The application is withdrawn where the model says what that does: its event sub-process starts with the variables, as if its event had come. */
  | { readonly kind: 'withdraw'; readonly variables: Variables }
  | { readonly kind: 'suspend' }
  | { readonly kind: 'resume' }
  /** The case goes on by another version of its process, whose steps have the same ids except where `renamed` says otherwise (old id → new). */
  | { readonly kind: 'migrate'; readonly definitionId: string; readonly renamed: Readonly<Record<string, string>> }
  | { readonly kind: 'modify'; readonly instructions: readonly ModifyInstruction[] }
  /** Returns and jumps: end everything descended from `from` (see approvals.md B1/B2) and put one token at the node. */
  | {
      readonly kind: 'moveToken';
      readonly from: readonly string[];
      readonly scope: string;
      readonly node: number;
      /** Why the work it ends is closed; a return unless said otherwise. */
      readonly reason?: 'return' | 'jump' | 'withdrawn';
      /** Laid on what is entered: where its token goes once it is done. The choices on the way are noted here. */
      readonly tickets?: readonly NewTicket[];
      /**
       * Joins of the scope whose waiting tokens change: what waits there afterwards, by incoming flow index. A waiting instance of the join
       * ends; with tokens left a new one is entered with them.
       */
      readonly joins?: readonly { readonly node: number; readonly arrived: Readonly<Record<string, number>> }[];
    };

export type ModifyInstruction =
  | { readonly type: 'startBefore' | 'startAfter'; readonly elementId: string; readonly variables?: Variables }
  | { readonly type: 'cancel'; readonly elementId?: string; readonly elementInstanceId?: string };

/** What step hands to its caller besides events: work for people. */
export type WorkChange =
  | { readonly kind: 'open'; readonly element: string }
  /** The element instance ended without its task being done (boundary event, terminate, cancel, return, sibling). */
  | {
      readonly kind: 'close';
      readonly element: string;
      readonly reason: 'boundary' | 'caseEnd' | 'return' | 'jump' | 'sibling' | 'withdrawn';
    };
