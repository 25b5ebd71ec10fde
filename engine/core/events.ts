/**
 * What happened, in the past tense: the only input of `apply`, and what the journal keeps. Folding a case's events from the first
 * gives its state. Times are not repeated per event: all events of one command happened at the command's `now`.
 */
import type { DecisionTrace } from '../model/decision.ts';
import type { Milestone } from '../model/graph.ts';
import type { RungAction } from '../model/ladder.ts';
import type { ClockMeasured, ClockReading, ClockRecord } from './clock-record.ts';
import type { Excluded } from './draw.ts';
import type { CaseWord, Notice, NoticeVerb } from './notices.ts';
import type {
  Alarm,
  ConfirmationAnswer,
  ConfirmationRequest,
  Extension,
  FieldCorrection,
  IssuedDocument,
  PromisedMaterial,
  Reopening,
  SpecialProcedure,
  SupplementNotice,
  Suspension,
} from './proceedings.ts';
import type {
  Compensation,
  Condition,
  Effect,
  ElementInstance,
  ElementState,
  Incident,
  InstanceState,
  Ladder,
  LoopProgress,
  Round,
  ScriptRun,
  Seat,
  Subscription,
  Task,
  TaskOutcome,
  Timer,
  TrailEntry,
  Variables,
} from './state.ts';

export type DomainEvent =
  | {
      readonly type: 'instanceStarted';
      readonly id: string;
      readonly root: string;
      readonly definitionId: string;
      readonly businessKey: string | null;
      readonly initiator: string | null;
    }
  | { readonly type: 'instanceStatusChanged'; readonly to: InstanceState['status']; readonly reason?: string }
  /** It ends for this reason as soon as what can be undone has been undone. */
  | { readonly type: 'caseEnding'; readonly reason: string }
  | { readonly type: 'definitionUsed'; readonly definitionId: string }
  /** It goes on by another version of its process. What is open is where `nodes` and `flows` say: indexes there by indexes here. */
  | {
      readonly type: 'instanceMigrated';
      readonly from: string;
      readonly to: string;
      readonly nodes: Readonly<Record<string, number>>;
      readonly flows: Readonly<Record<string, number>>;
    }
  | { readonly type: 'elementEntered'; readonly element: ElementInstance }
  | { readonly type: 'elementMoved'; readonly id: string; readonly to: ElementState }
  | { readonly type: 'flowTaken'; readonly scope: string; readonly def: number; readonly flow: number }
  | { readonly type: 'tokenArrived'; readonly id: string; readonly flow: number }
  /**
   * `waitsForReset`: a complex join has started, and takes the tokens that are still to come when it resets. `runs`: an activity has the tokens
   * it starts with, and those beyond wait for its next instance.
   */
  | {
      readonly type: 'joinFired';
      readonly id: string;
      readonly consumed: readonly number[];
      readonly waitsForReset?: true;
      readonly runs?: true;
    }
  | { readonly type: 'loopStarted'; readonly id: string; readonly loop: LoopProgress }
  /** The counters after an item started or ended, and its result; the items themselves are not repeated. */
  | {
      readonly type: 'loopMoved';
      readonly id: string;
      readonly started: number;
      readonly active: number;
      readonly completed: number;
      readonly output?: { readonly index: number; readonly value: unknown };
    }
  | { readonly type: 'variablesWritten'; readonly scope: string; readonly values: Variables }
  /** The data object is in this state now; its value is a write of its own. */
  | { readonly type: 'dataStateSet'; readonly scope: string; readonly name: string; readonly state: string }
  /** Data that outlives the case: not part of its state. */
  | { readonly type: 'dataStoreWritten'; readonly element: string; readonly store: string; readonly value: unknown }
  | { readonly type: 'timerArmed'; readonly timer: Timer }
  | { readonly type: 'timerFired'; readonly id: string }
  | { readonly type: 'timerCancelled'; readonly id: string }
  | { readonly type: 'subscriptionOpened'; readonly subscription: Subscription }
  | { readonly type: 'subscriptionClosed'; readonly id: string }
  | { readonly type: 'conditionWatched'; readonly condition: Condition }
  | { readonly type: 'conditionJudged'; readonly id: string; readonly met: boolean }
  | { readonly type: 'conditionDropped'; readonly id: string }
  /** From now on the process instance takes only messages with these values of the correlation key. */
  | {
      readonly type: 'conversationStarted';
      readonly process: string;
      readonly key: string;
      readonly values: readonly string[];
    }
  | { readonly type: 'messageReceived'; readonly subscription: string; readonly messageId: string }
  | {
      readonly type: 'messageSent';
      readonly id: string;
      readonly element: string;
      readonly name: string;
      readonly key: string | null;
      readonly variables: Variables;
      readonly timeToLive: string | null;
    }
  | {
      readonly type: 'signalThrown';
      readonly id: string;
      readonly element: string;
      readonly name: string;
      readonly variables: Variables;
    }
  | { readonly type: 'errorThrown'; readonly element: string; readonly code: string; readonly caughtBy: string | null }
  /** What the data were after the decision, for steps that ask whether they have changed since. */
  | { readonly type: 'decisionSealed'; readonly taskId: string; readonly data: string; readonly seen?: string }
  /** Why somebody operated on the whole case, in their own words. Changes no state. */
  | { readonly type: 'reasonGiven'; readonly reason: string }
  | {
      readonly type: 'escalationThrown';
      readonly element: string;
      readonly code: string;
      readonly caughtBy: string | null;
    }
  /** One of several events that must all happen. */
  | {
      readonly type: 'eventHappened';
      readonly element: string;
      readonly node: number;
      readonly definition: number;
      readonly variables: Variables;
    }
  /** All of them have; from now on they are waited for anew. */
  | { readonly type: 'eventsComplete'; readonly element: string; readonly node: number }
  /** A completed activity can be undone from now on; of a sub-process, whatever can be undone inside it is part of the entry. */
  | { readonly type: 'compensationRecorded'; readonly compensation: Compensation }
  | { readonly type: 'compensationMoved'; readonly id: string; readonly scope: string }
  | { readonly type: 'compensationDropped'; readonly id: string }
  | {
      readonly type: 'compensationStarted';
      readonly element: string;
      readonly targets: readonly string[];
      readonly waits: boolean;
    }
  /** A compensation activity has written to a scope outside it; those undone after it see that. */
  | {
      readonly type: 'compensationWrote';
      readonly element: string;
      readonly scope: string;
      readonly values: Variables;
    }
  /** An entry of the log is being undone; it cannot be undone again. */
  | { readonly type: 'compensationTaken'; readonly element: string; readonly id: string }
  | { readonly type: 'effectRequested'; readonly effect: Effect }
  /** `unknown`: the department may have done it all the same. */
  | { readonly type: 'effectFailed'; readonly effect: Effect; readonly unknown?: true }
  /** `cancelled`: the case does not wait any more; `given-up`: it goes on without the department. Neither says what the department did. */
  | {
      readonly type: 'effectSettled';
      readonly id: string;
      readonly outcome: 'completed' | 'error' | 'cancelled' | 'given-up';
      /** SHA-256 of the answer, hexadecimal. */
      readonly answerHash?: string;
    }
  /** A decision (DMN) was asked, and how it came to its result. Changes no state. */
  | {
      readonly type: 'decisionEvaluated';
      readonly element: string;
      readonly decision: { readonly id: string; readonly key: string; readonly version: number };
      readonly trace: readonly DecisionTrace[];
    }
  | { readonly type: 'scriptRequested'; readonly run: ScriptRun }
  | { readonly type: 'scriptSettled'; readonly id: string; readonly outcome: 'completed' | 'failed' | 'cancelled' }
  | { readonly type: 'incidentRaised'; readonly incident: Incident }
  | { readonly type: 'incidentResolved'; readonly id: string }
  | { readonly type: 'roundOpened'; readonly element: string; readonly round: Round }
  /** Of a round whose people were drawn: somebody is too near to the case (回避). */
  | { readonly type: 'conflictDeclared'; readonly element: string; readonly excluded: readonly Excluded[] }
  /** Behind the seat of this id; null = first. */
  | { readonly type: 'seatAdded'; readonly element: string; readonly seat: Seat; readonly behind: number | null }
  /** The seat as it is afterwards: asked, answered, its answer taken back, removed. */
  | { readonly type: 'seatChanged'; readonly element: string; readonly seat: Seat }
  | { readonly type: 'taskCreated'; readonly task: Task }
  /** Verbs that leave the task open: the task as it is afterwards. */
  | { readonly type: 'taskChanged'; readonly verb: string; readonly task: Task; readonly onBehalfOf?: string }
  | {
      readonly type: 'taskEnded';
      readonly verb: string;
      readonly task: Task;
      readonly outcome: TaskOutcome;
      readonly trail: TrailEntry;
    }
  /** Nobody goes straight back to where this was returned from: everything between is done again. Changes no state. */
  | {
      readonly type: 'ticketVoided';
      readonly element: string;
      readonly node: number;
      readonly reason: 'decides-otherwise' | 'other-version' | 'returned-again';
    }
  /** Steps that a jump has passed over, by node index. Changes no state. */
  | {
      readonly type: 'nodesSkipped';
      readonly scope: string;
      readonly def: number;
      readonly nodes: readonly number[];
    }
  /** An ended case goes on. */
  | { readonly type: 'instanceReopened'; readonly reopening: Reopening }
  /** A rung of an escalation ladder was reached, and this was done. Once per visit and clock, except what comes daily. */
  | {
      readonly type: 'rungClimbed';
      readonly element: string;
      readonly rung: string;
      readonly clock: string;
      readonly action: RungAction;
      /** When it was to be, epoch ms. */
      readonly dueAt: number;
      /** Users, groups or roles whom it concerns: `user:…`. */
      readonly told: readonly string[];
      /** The rule by which silence counts. */
      readonly basis?: string;
    }
  /** What comes next on a ladder is something else now. */
  | { readonly type: 'ladderTimed'; readonly element: string; readonly next: Ladder['next'] }
  | { readonly type: 'ladderFolded'; readonly element: string }
  /** Another case is to be opened; it goes on its way with the commit. */
  | {
      readonly type: 'caseRequested';
      readonly id: string;
      readonly element: string;
      readonly key: string;
      readonly variables: Variables;
    }
  /** The law has been broken: a red card is issued with the commit, to be explained by whom it names. */
  | {
      readonly type: 'cardRequested';
      readonly id: string;
      readonly element: string;
      readonly clock: string;
      readonly addressee: string;
      /** Absent in journals from before there was more than one. */
      readonly reason?: 'overdue' | 'not-told-at-once';
    }
  | { readonly type: 'clockRecorded'; readonly record: ClockRecord }
  /** Something was told, read, answered, taken back: as it is afterwards. */
  | { readonly type: 'noticeWritten'; readonly verb: NoticeVerb; readonly notice: Notice; readonly onBehalfOf?: string }
  /** A copy that the model asks for could not be sent. */
  | {
      readonly type: 'copyFailed';
      readonly node: string;
      readonly code: string;
      readonly params: Readonly<Record<string, string | number>>;
    }
  /** A word to another case. `id` is the job that carries it. */
  | { readonly type: 'caseTold'; readonly id: string; readonly to: string; readonly word: CaseWord }
  /** What follows from the records of a clock is something else now: something was recorded, time has passed, or the calendar has changed. */
  | {
      readonly type: 'clockRead';
      readonly reading: ClockReading;
      readonly cause: 'record' | 'time' | 'calendar';
      /** The due time and the lamp until now; null for a clock that starts. */
      readonly was: Pick<ClockReading, 'dueAt' | 'lamp'> | null;
    }
  /** A clock has stopped: what it measured by the calendar of that instant, for figures over many cases. Changes no state. */
  | { readonly type: 'clockMeasured'; readonly measured: ClockMeasured }
  /** A stage the model declares was reached for the first time. */
  | { readonly type: 'milestoneReached'; readonly milestone: Milestone; readonly scope: string }
  /** 视为受理: nobody said in time what was missing. It counts from `at`, when it was received. */
  | { readonly type: 'acceptanceDeemed'; readonly at: number; readonly basis: string; readonly document: string }
  | { readonly type: 'documentIssued'; readonly document: IssuedDocument }
  | { readonly type: 'supplementRequested'; readonly notice: SupplementNotice }
  /** What the latest notice asked for has come. */
  | { readonly type: 'supplementReceived'; readonly by: string; readonly materials: readonly string[] }
  /** What an applicant corrected at the window; the values themselves are written besides. Changes no state. */
  | {
      readonly type: 'fieldsCorrected';
      readonly task: string;
      readonly initials: string;
      readonly changes: readonly FieldCorrection[];
    }
  | { readonly type: 'materialsPromised'; readonly promises: readonly PromisedMaterial[] }
  | { readonly type: 'materialsDelivered'; readonly by: string; readonly materials: readonly string[] }
  | { readonly type: 'procedureStarted'; readonly procedure: SpecialProcedure }
  | { readonly type: 'procedureEnded'; readonly id: string; readonly by: string | null; readonly result: string }
  | { readonly type: 'suspensionBegan'; readonly suspension: Suspension }
  /** `by` null: the time it was agreed for is over. */
  | { readonly type: 'suspensionEnded'; readonly by: string | null }
  | { readonly type: 'limitExtended'; readonly extension: Extension }
  | { readonly type: 'handedOn'; readonly organ: string; readonly receivedAt: number; readonly task: string }
  | { readonly type: 'confirmationAsked'; readonly request: ConfirmationRequest }
  | {
      readonly type: 'confirmationAnswered';
      readonly request: ConfirmationRequest;
      readonly answer: ConfirmationAnswer;
      readonly reason: string;
    }
  | { readonly type: 'alarmSet'; readonly alarm: Alarm }
  | { readonly type: 'alarmCleared'; readonly id: string };
