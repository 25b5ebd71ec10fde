/**
 * What is true of one case (a root process instance with everything it calls). Plain JSON, small, versioned: it is stored as one row
 * and is the only truth; tables of tasks, jobs, subscriptions and incidents are indexes over it. Entries are never mutated: a changed
 * entry is a new object, so `before.tasks[id] !== after.tasks[id]` is the test for "changed".
 */

import type { CaseClock } from '../model/graph.ts';
import type { Limit, Pause } from '../sla/limit.ts';
import type { ClockReading, ClockRecord, TaskTiming } from './clock-record.ts';
import type { Draw } from './draw.ts';
import type { Notice } from './notices.ts';
import type { CaseResult, Proceedings } from './proceedings.ts';

/** BPMN 2.0.2 §13.3.2, Figure 13.2, as far as an instance is alive; ended ones leave the state. */
export type ElementState = 'entered' | 'active' | 'completing' | 'completed' | 'terminating' | 'terminated';

export type Variables = Readonly<Record<string, unknown>>;

/** One activation of one flow node. A process (root or called) is the instance of node 0 of its graph. */
export interface ElementInstance {
  readonly id: string;
  /** Position in `InstanceState.definitions`. */
  readonly def: number;
  /** Index in that definition's graph. */
  readonly node: number;
  /** Enclosing scope instance, the multi-instance body, or the call activity; null for the root. */
  readonly parent: string | null;
  readonly state: ElementState;
  /** When it reached this state, epoch ms. */
  readonly since: number;
  /** How many times this node was entered in its scope instance, from 1 (轮次). Visits scope counters, votes and due times. */
  readonly visit: number;
  /** The sequence flow it was entered by. */
  readonly via: number | null;
  /** Local variables: present on scopes and on activities with mappings or loop items. */
  readonly vars?: Variables;
  /** Joins: tokens waiting, per incoming flow index. */
  readonly arrived?: Readonly<Record<string, number>>;
  /** Complex joins that have fired and wait for their reset: the incoming flows a token was taken from. */
  readonly fired?: readonly number[];
  /** This is the body of a multi-instance or standard loop; its items are its children with the same node. */
  readonly loop?: LoopProgress;
  /** This is one item of a loop: the loop counter, from 1. */
  readonly item?: number;
  /** It undoes a completed activity, and this is the element instance that goes on once that is done. */
  readonly compensates?: string;
  /** It has completed activities undone, one after the other: a throw event, a cancelled transaction, a revived sub-process. */
  readonly compensating?: CompensationRun;
  /** Waiting for all of several events: what has happened so far, by the index of the node that carries them. */
  readonly happened?: Readonly<Record<string, Happened>>;
  /** States of data objects that this scope declares, by their names. */
  readonly dataStates?: Readonly<Record<string, string>>;
  /** Processes: the values of the correlation keys of its conversations, each from the first message sent or received (BPMN 2.0.2 §8.4.2). */
  readonly conversations?: Readonly<Record<string, readonly string[]>>;
  /** User tasks at which several people decide together: who they are and what each has answered. */
  readonly round?: Round;
  /** It was returned to: where its token goes once it is done, the innermost return first (B5). */
  readonly tickets?: readonly ReturnTicket[];
  /** It was come straight back to: whose it is, and what stands of the round that was decided here before. */
  readonly reserved?: Reservation;
  /** Scopes: how often each node directly inside was entered. */
  readonly visits?: Readonly<Record<string, number>>;
  /** Items that are parts of the case: what has happened to the clock of the step, which is not kept with the case then. */
  readonly clocks?: readonly ClockRecord[];
}

/** A return that wants its token back (B5 退回并原路返回). It lies on the visit that was returned to. */
export interface ReturnTicket {
  /** The node it was returned from, of the same scope. */
  readonly node: number;
  /** Id of the definition; of another version it is void. */
  readonly definition: string;
  /** What the gateways on the way there would have chosen when it was returned, by node index: where one would choose otherwise it is void. */
  readonly choices: Readonly<Record<string, readonly number[]>>;
  readonly reserved: Reservation;
  /** Flows whose tokens were given back to joins on the way, for the case that all is done again: incoming flow by join. */
  readonly filled: readonly { readonly node: number; readonly flow: number }[];
}

export interface Reservation {
  /** Null: whoever the rule of the model finds. */
  readonly user: string | null;
  /** Rounds: the answers that stand. */
  readonly seats?: readonly Seat[];
  readonly draw?: Draw;
}

/** One approval round (E1–E8): it belongs to one visit, so another visit begins with nothing answered. */
export interface Round {
  /** In the order in which they are asked. Who is removed stays, marked. */
  readonly seats: readonly Seat[];
  /** Those who have seats were drawn by lot; absent where they were not. */
  readonly draw?: Draw;
}

/** The place of one person or one group in a round. */
export interface Seat {
  /** Unique in the round. */
  readonly id: number;
  readonly user: string | null;
  readonly group: string | null;
  readonly weight: number;
  readonly veto: boolean;
  readonly lead: boolean;
  /** Decides where the others do not agree (E1), and has no vote: users and `group:…`, whoever of them takes it; nobody = administrators. */
  readonly coordinator?: readonly string[];
  readonly added?: AddedSigner;
  /** Who was drawn before and has declared a conflict. */
  readonly insteadOf?: string;
  readonly removed?: true;
  /** Its task, the latest; null before its turn. */
  readonly task: string | null;
  readonly answer: Answer | null;
}

export interface AddedSigner {
  /** Who added it, and from which seat. */
  readonly by: string;
  readonly to: number;
  /** Before the seat that asks decides (前加签), after it has (后加签), or as one voter more (并加签). */
  readonly kind: 'before' | 'after' | 'parallel';
  /** Is heard, but neither counts nor binds. */
  readonly opinionOnly: boolean;
}

interface Answer {
  readonly vote: 'for' | 'against' | 'abstain';
  readonly by: string;
  readonly at: number;
  readonly comment: string;
  /** Where one decides who has asked others: how. */
  readonly outcome?: string;
  /** What was filled in; all of it goes out when the round is decided, what came later over what came before. */
  readonly variables: Variables;
}

export interface LoopProgress {
  readonly total: number;
  readonly started: number;
  readonly active: number;
  readonly completed: number;
  /** The items, where the loop runs over a collection. */
  readonly collection?: readonly unknown[];
  /** Results by position, where it collects them. */
  readonly outputs?: readonly unknown[];
  /** It has so many items that each is a part of the case: `collection` and `outputs` are then in `InstanceState.items`. */
  readonly split?: true;
}

/** What a large multi-instance activity keeps for one of its items beside the element instance. */
export interface LoopItem {
  /** Its element of the collection, until it is started. */
  readonly value?: unknown;
  /** Its result, once it has completed. */
  readonly output?: unknown;
}

interface Happened {
  /** Which of the node's event definitions. */
  readonly definitions: readonly number[];
  /** What they brought. */
  readonly variables: Variables;
}

export interface CompensationRun {
  /** Entries of the compensation log that are still to be undone, the next one first. */
  readonly targets: readonly string[];
  /** Whether its token waits until all is done. */
  readonly waits: boolean;
  /** What compensation activities of this run have written so far, by scope: those after them see it. */
  readonly written?: Readonly<Record<string, Variables>>;
}

/** An activity that has completed and can still be undone (BPMN 2.0.2 §13.5.5): as long as the scope it ran in. */
export interface Compensation {
  readonly id: string;
  /** The scope instance it ran in; for an item of a loop that still runs, the body. */
  readonly scope: string;
  readonly def: number;
  readonly node: number;
  /** Activities are undone from the highest to the lowest. */
  readonly order: number;
  /** The data it had when it completed: of an activity all it saw, of a sub-process that is undone from within its own. */
  readonly vars: Variables;
  /** Sub-processes: what can be undone inside. */
  readonly inner?: readonly Compensation[];
  /** It was ended before it completed, so only what is inside is undone. */
  readonly partial?: true;
}

/** A timer that waits. Its id is the id of the job row. */
export interface Timer {
  readonly id: string;
  /** The element instance that waits: a catch event, the host activity of a boundary event, a scope with an event sub-process. */
  readonly element: string;
  /** The node that carries the timer definition (differs from the element's node for boundary and event sub-process starts). */
  readonly node: number;
  /** Which of the node's event definitions, where all of them must happen. */
  readonly definition?: number;
  readonly dueAt: number;
  /** Since when it stands still with the task it is attached to, epoch ms. */
  readonly frozenAt?: number;
  /** Cycles: how many firings are left after this one (null = for ever) and the text to compute the next from. */
  readonly repeat?: { readonly left: number | null; readonly text: string };
  /** Those that count by a calendar, unless somebody has given them another time. */
  readonly count?: TimerCount;
}

/** What a timer counts by a calendar, as the model said it when the timer was armed: enough to work it out again when the calendar changes. */
export interface TimerCount extends Limit {
  /** Epoch ms. */
  readonly since: number;
  /** Whose calendar; null: that of everybody. */
  readonly department: string | null;
  /** Of the limit, 0 to 1; absent: all of it. */
  readonly share?: number;
  /** It stands still while this limit of the case does. */
  readonly clock?: CaseClock;
  /** When its case or its task stood still; in order, none overlapping. */
  readonly pauses: readonly Pause[];
  /** It reaches into a year without a plan. */
  readonly provisional: boolean;
  readonly calendar: string;
  readonly calendarVersion: number;
}

/** How far an escalation ladder has been climbed on one visit. */
export interface Ladder {
  /** The element instance whose ladder it is. */
  readonly element: string;
  readonly climbed: readonly ClimbedRung[];
  /** What comes next if nothing happens, epoch ms; null while its clock stands still, and where nothing comes any more. */
  readonly next: { readonly rung: string; readonly at: number } | null;
}

export interface ClimbedRung {
  readonly rung: string;
  /** The id of the clock by which it was reached. */
  readonly clock: string;
  /** When, the last time where it comes again. */
  readonly at: number;
}

export interface Subscription {
  readonly id: string;
  readonly element: string;
  readonly node: number;
  /** Which of the node's event definitions, where all of them must happen. */
  readonly definition?: number;
  readonly kind: 'message' | 'signal';
  readonly name: string;
  /** Messages: null correlates by instance or business key only. */
  readonly key: string | null;
  readonly createdAt: number;
}

/** A conditional event that is waited for. It happens each time its condition turns true. */
export interface Condition {
  readonly id: string;
  readonly element: string;
  /** The node that carries the condition, and which of its event definitions it is. */
  readonly node: number;
  readonly definition: number;
  /** Whether it was true when it was last judged. */
  readonly met: boolean;
}

/** Work asked of the outside (adapter or external worker). Its id is the id of the job row and the idempotency key. */
export interface Effect {
  readonly id: string;
  readonly element: string;
  readonly topic: string;
  readonly variables: Variables;
  readonly requestedAt: number;
  readonly attemptsLeft: number;
  readonly delayMs: number;
  /** When it may be tried (again), epoch ms. */
  readonly dueAt: number;
  readonly lastError?: string;
  /** Of the work among that of external workers; 0 where absent. */
  readonly priority?: number;
  /** What for, as the model says. */
  readonly purpose?: string;
  /** A person does it where the department cannot be reached. */
  readonly manual?: true;
  /** No token waits for it: the answer is kept in the ledger and moves nothing. */
  readonly aside?: true;
}

/** A JavaScript script on its way through the sandbox. Its id is the id of the job row. */
export interface ScriptRun {
  readonly id: string;
  readonly element: string;
  /** Copies of what it can read, as they were when it was asked for. */
  readonly variables: Variables;
  readonly requestedAt: number;
}

/** Something went wrong that a person must look at; retrying is possible once the cause is gone. */
export interface Incident {
  readonly id: string;
  readonly element: string;
  readonly code: string;
  readonly params: Readonly<Record<string, string | number>>;
  readonly since: number;
  /** What a retry does again. */
  readonly retry: IncidentRetry;
}

export type IncidentRetry =
  | { readonly kind: 'enter' }
  | { readonly kind: 'leave' }
  | { readonly kind: 'effect'; readonly effectId: string }
  | { readonly kind: 'none' };

export type TaskState =
  | 'offered'
  | 'claimed'
  | 'working'
  | 'delegated'
  | 'consulting'
  | 'held'
  | 'awaitingSupplement'
  | 'inProcedure'
  | 'handedOn';

/** One person's (or one group's) piece of a visit of a user task. `state` is the value of the XState machine in `engine/tasks`. */
export interface Task {
  readonly id: string;
  readonly element: string;
  readonly def: number;
  readonly node: number;
  readonly visit: number;
  readonly state: TaskState;
  /** Held tasks return to this state on resume. */
  readonly heldFrom?: TaskState;
  /** Its seat in the round of its visit. */
  readonly part?: TaskPart;
  /** The version of the form it was opened with; absent where there was none. */
  readonly form?: string;
  readonly assignee: string | null;
  /** Who remains responsible while somebody else works (delegation). */
  readonly owner: string | null;
  readonly candidateUsers: readonly string[];
  readonly candidateGroups: readonly string[];
  readonly department: string | null;
  readonly createdAt: number;
  /** When somebody it is for first looked into it. */
  readonly openedAt?: number;
  /** The opinion that was given here before it was taken back: a draft of the next. */
  readonly draft?: string;
  readonly dueAt: number | null;
  /** With a limit: what follows from its clock. Absent in tasks opened before there were clocks. */
  readonly timing?: TaskTiming;
  readonly priority: number;
  /** Opinions and remarks, oldest first. */
  readonly comments: readonly TaskComment[];
  /** Why each of its people is one of them, oldest first. Absent in states written before there were any. */
  readonly reasons?: readonly TaskReason[];
  /** People who may not do it, as far as is known while it is open: it is not offered to them. Absent where there are none. */
  readonly barred?: readonly string[];
}

/** Why somebody is a candidate or the assignee: the rule, what it was given, and the organisation it was asked of. */
export interface TaskReason {
  /** `user:<id>` or `group:<id>`; empty where nobody was found. */
  readonly principal: string;
  readonly rule: string;
  readonly params: Readonly<Record<string, string>>;
  readonly organisationVersion: number;
}

/** What the task itself tells of its seat. */
interface TaskPart {
  readonly seat: number;
  readonly added?: AddedSigner;
}

interface TaskComment {
  readonly at: number;
  readonly by: string;
  /** Whom `by` acted for as a proxy. */
  readonly onBehalfOf?: string;
  readonly verb: string;
  readonly text: string;
  /** The hash of what was on the screen. */
  readonly evidence?: string;
}

/** How a task ended: exactly one, and it names the operation that caused it. */
export type TaskOutcome =
  | 'approved'
  | 'rejected'
  | 'disagreed'
  | 'abstained'
  | 'returned'
  | 'autoPassed'
  | 'voided:sibling'
  | 'voided:return'
  | 'voided:jump'
  | 'voided:caseEnd'
  | 'voided:boundary'
  | 'voided:removed'
  | 'voided:withdrawn';

export type InstanceStatus = 'active' | 'suspended' | 'completed' | 'terminated';

/** What is known of the parts of a case that are not loaded. */
interface PartlyLoaded {
  /** The parts that were asked for. */
  readonly asked: ReadonlySet<string>;
  /** Entries of the trail before the first one that is loaded. */
  readonly trail: number;
  /** Incidents in what is not loaded. */
  readonly incidents: number;
}

export interface InstanceState {
  readonly format: 1;
  readonly id: string;
  readonly root: string;
  readonly status: InstanceStatus;
  readonly businessKey: string | null;
  readonly initiator: string | null;
  readonly startedAt: number;
  readonly endedAt: number | null;
  /** Definition ids in use; the first is the case's own. */
  readonly definitions: readonly string[];
  readonly elements: Readonly<Record<string, ElementInstance>>;
  readonly timers: Readonly<Record<string, Timer>>;
  readonly subscriptions: Readonly<Record<string, Subscription>>;
  /** Absent in states written before there were any. */
  readonly conditions?: Readonly<Record<string, Condition>>;
  /** The compensation log. Absent in states written before there was any. */
  readonly compensations?: Readonly<Record<string, Compensation>>;
  readonly effects: Readonly<Record<string, Effect>>;
  /** Absent in states written before there were any. */
  readonly scripts?: Readonly<Record<string, ScriptRun>>;
  readonly incidents: Readonly<Record<string, Incident>>;
  /** Escalation ladders of what is open, by element instance. Absent in states written before there were any. */
  readonly ladders?: Readonly<Record<string, Ladder>>;
  readonly tasks: Readonly<Record<string, Task>>;
  /** How each finished user-task visit ended and by whom: who may be returned to, who decided before. Bounded by the number of visits. */
  readonly trail: readonly TrailEntry[];
  /** When each node last told the outside something, by definition and node index (`0 7`). Absent in states written before there was any. */
  readonly told?: Readonly<Record<string, number>>;
  /** What has happened to its clocks, oldest first. Absent in states written before there were any. */
  readonly clocks?: readonly ClockRecord[];
  /** What was told about it without moving it, by id. Absent in states written before there was any. */
  readonly notices?: Readonly<Record<string, Notice>>;
  /** What follows from them, of all clocks but those of steps, by id. Absent in states written before there was any. */
  readonly readings?: Readonly<Record<string, ClockReading>>;
  /** What the law of procedure asks to be kept. Absent in states written before there was any, and where there is none. */
  readonly proceedings?: Proceedings;
  /** How it was ended before it was done, by a code: `refused`, `notAccepted`, `void`. Absent where it was done, or ended in other words. */
  readonly closedAs?: CaseResult;
  /** The reason for which it ends once everything is undone. */
  readonly ending?: string;
  /** Since when it is suspended; absent where it is not. */
  readonly suspendedAt?: number;
  /** What large multi-instance activities keep for their items, by the name of the item's part. Absent in states written before there was any. */
  readonly items?: Readonly<Record<string, LoopItem>>;
  /** It has or had a multi-instance activity with so many items that it is kept in parts; see `parts.ts`. */
  readonly split?: true;
  /** Not all of its parts are loaded. Never stored. */
  readonly partial?: PartlyLoaded;
}

/** One finished visit of a user task. */
export interface TrailEntry {
  readonly taskId: string;
  readonly def: number;
  readonly node: number;
  readonly scope: string;
  /** The call activities it was done in, innermost first. Absent in the process of the case itself, and in entries written before it was kept. */
  readonly calls?: readonly { readonly def: number; readonly node: number }[];
  readonly visit: number;
  readonly by: string | null;
  /** Whom `by` acted for as a proxy. */
  readonly onBehalfOf?: string;
  readonly at: number;
  readonly outcome: TaskOutcome;
  /** What was said with it. */
  readonly opinion?: string;
  /** Who else had a part in it: those who were asked for an opinion, and those it went through. Absent where there is nobody. */
  readonly others?: readonly string[];
  /** Of somebody who was added to the task (加签) and answered beside who decides. */
  readonly added?: true;
  /** A digest of the data as they were after the decision; absent where no step asks for it. */
  readonly data?: string;
  /** The same of what is shown at the step alone; absent where the step does not ask for it. */
  readonly seen?: string;
}
