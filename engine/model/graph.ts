/**
 * What BPMN XML is compiled into: frozen, integer-indexed, complete. Nothing that runs ever sees XML.
 * Node 0 is the process itself; every other node names its enclosing scope in `parent`. Indexes are positions in
 * `nodes` and `flows`, in document order, so a graph compiled twice from the same text is the same.
 */

import type { FeelExpression } from '../feel/compile.ts';
import type { LimitRules, LimitUnit } from '../sla/limit.ts';
import type { ApproverRule, Decides, EmptyPolicy, RepeatPolicy, SelfPolicy } from './approver-words.ts';
import type { BackwardsSpec } from './backwards-spec.ts';
import type { ConductSpec } from './conduct.ts';
import type { CorrelationSpec } from './correlation-spec.ts';
import type { DecisionDefinition } from './decision.ts';
import type { Fraction } from './fraction.ts';
import type { JobSpec } from './job-spec.ts';
import type { RungSpec } from './ladder.ts';
import type { LimitTerms } from './limit-terms.ts';
import type { MaskKind, Masks } from './masks.ts';

/** BPMN element names with a small first letter, as the API shows them. */
export type ElementType =
  | 'process'
  | 'subProcess'
  | 'transaction'
  | 'adHocSubProcess'
  | 'callActivity'
  | 'task'
  | 'userTask'
  | 'manualTask'
  | 'serviceTask'
  | 'sendTask'
  | 'receiveTask'
  | 'scriptTask'
  | 'businessRuleTask'
  | 'exclusiveGateway'
  | 'parallelGateway'
  | 'inclusiveGateway'
  | 'complexGateway'
  | 'eventBasedGateway'
  | 'startEvent'
  | 'intermediateCatchEvent'
  | 'intermediateThrowEvent'
  | 'boundaryEvent'
  | 'endEvent';

/** A text of the model that is literal, or a FEEL expression where it starts with `=` (or the standard says so). */
export type ModelValue =
  | { readonly kind: 'literal'; readonly text: string }
  | { readonly kind: 'feel'; readonly expression: FeelExpression };

/** One event definition. An event without any is a none event (`events` is empty). */
export type EventSpec =
  | {
      readonly kind: 'message';
      readonly name: ModelValue;
      /** Catching: evaluated when the subscription opens. Throwing: the key the message is sent with. */
      readonly correlationKey: ModelValue | null;
      /** By what the message itself says, where the model has a correlation key for it and no key of its own here. */
      readonly correlation?: CorrelationSpec;
      /** Throwing only: how long an uncorrelated message waits for a receiver, ISO 8601. */
      readonly timeToLive: string | null;
      /** Catching, where the model says so: roles and groups that may send it to a case of theirs, besides officials. */
      readonly senders?: readonly string[];
    }
  | { readonly kind: 'timer'; readonly timer: 'date' | 'duration' | 'cycle'; readonly value: ModelValue }
  /** Counted by a calendar, as the limit of a step is. */
  | { readonly kind: 'timer'; readonly timer: 'limit'; readonly limit: TimerLimitSpec }
  | { readonly kind: 'signal'; readonly name: ModelValue }
  /** `code` null catches every error. */
  | { readonly kind: 'error'; readonly code: string | null; readonly codeVariable: string | null }
  | { readonly kind: 'escalation'; readonly code: string | null; readonly codeVariable: string | null }
  /** `stores`: at the start of a process, where there is no case yet, the data stores it reads. */
  | { readonly kind: 'conditional'; readonly condition: FeelExpression; readonly stores?: readonly StoreRead[] }
  | { readonly kind: 'link'; readonly name: string }
  | { readonly kind: 'compensation'; readonly activity: number | null; readonly wait: boolean }
  | { readonly kind: 'cancel' }
  | { readonly kind: 'terminate' };

export type EventKind = EventSpec['kind'];

/** `tb:input` / `tb:output`: evaluate `source`, write variable `target`. */
export interface Mapping {
  readonly source: ModelValue;
  readonly target: string;
  /** Data stores that `source` reads, under these names. */
  readonly reads?: readonly StoreRead[];
  /** The state of the data object from then on, where the reference that is written names one. */
  readonly state?: string;
  /** `target` is a data store and no variable. */
  readonly toStore?: true;
}

export interface StoreRead {
  readonly store: string;
  /** Nothing in it yet reads as an empty list and not as null. */
  readonly isCollection: boolean;
}

/** A data object or property: a variable of the scope or activity that declares it (BPMN 2.0.2 §10.4). */
export interface Declaration {
  readonly name: string;
  readonly isCollection: boolean;
  /** The state it begins in. */
  readonly state?: string;
}

/** Multi-instance or standard loop characteristics (BPMN 2.0.2 §13.3.7). */
export type LoopSpec =
  | {
      readonly kind: 'multiInstance';
      readonly sequential: boolean;
      readonly cardinality: FeelExpression | null;
      readonly collection: ModelValue | null;
      readonly elementVariable: string | null;
      readonly outputCollection: string | null;
      readonly outputElement: ModelValue | null;
      readonly completionCondition: FeelExpression | null;
      /** What is thrown when an item completes. */
      readonly throws: readonly LoopThrow[];
    }
  | {
      readonly kind: 'standard';
      readonly testBefore: boolean;
      readonly condition: FeelExpression | null;
      readonly maximum: number | null;
    };

/** Events a multi-instance activity throws (`behavior`, BPMN 2.0.2 Table 10.30). */
export interface LoopThrow {
  readonly when: 'each' | 'first' | FeelExpression;
  readonly events: readonly EventSpec[];
}

/** An ad-hoc sub-process: what is inside is started one by one, by whoever does it (BPMN 2.0.2 §13.3.5). */
export interface AdHocSpec {
  readonly sequential: boolean;
  /** Judged whenever an activity inside has completed. */
  readonly completionCondition: FeelExpression;
  /** Whether what still runs then is ended, rather than waited for. */
  readonly cancelRemaining: boolean;
}

/** Who may do a user task. Each text is a comma-separated list, or FEEL giving a string or a list of strings. */
export interface AssignmentSpec {
  readonly assignee: ModelValue | null;
  readonly users: ModelValue | null;
  readonly groups: ModelValue | null;
  /** How people are found besides, and what if nobody is; absent where the three lists say it all. */
  readonly finding?: FindingSpec;
}

export interface FindingSpec {
  readonly rule: ApproverRule | null;
  /** F1: who holds the role or the post, in the department; each that is given narrows. */
  readonly role: ModelValue | null;
  readonly post: ModelValue | null;
  readonly department: ModelValue | null;
  /** `superior`: how many levels up. `responsibility`: the level of the matter. */
  readonly level: ModelValue | null;
  /** `handler-of`: the user task, by its id. */
  readonly node: string | null;
  /** `chosen-…` and `form-department-head`: the variable that holds it. */
  readonly variable: string | null;
  readonly matter: ModelValue | null;
  readonly area: ModelValue | null;
  /** `draw`: how many people are drawn. */
  readonly number: ModelValue | null;
  /** `draw`: people and departments that are too near to the case; nobody of them is drawn. */
  readonly conflicts: ModelValue | null;
  readonly empty: EmptyPolicy | null;
  /** `empty` is `person`: who. */
  readonly emptyTo: ModelValue | null;
  /** Null: whatever is the rule at such a step, see `isDecision`. */
  readonly self: SelfPolicy | null;
  readonly repeat: RepeatPolicy;
}

/**
 * How the tasks of one visit decide together (E1–E8): who has to agree, and what an answer against does. Weights are whole numbers; fractions are
 * exact.
 */
export interface RoundSpec {
  /** All at once, or one after the other in the given order. */
  readonly order: 'parallel' | 'sequence';
  /**
   * `all` 会签; `any` 或签: the first decision counts; `ratio` 票签: by heads; `weighted`: by weights; `lead` 主办/协办: the first named decides
   * once the others have answered.
   */
  readonly rule: 'all' | 'any' | 'ratio' | 'weighted' | 'lead';
  /** For `ratio` and `weighted`: the share that has to agree. */
  readonly share: Fraction | null;
  /** What the share is of: everybody who may answer, or everybody who has. */
  readonly base: 'all' | 'voted';
  /** How many must have answered at least, as a share of all; null = nobody has to. */
  readonly quorum: Fraction | null;
  /** Whose answer against ends the round at once: nobody's, everybody's, or that of these people. */
  readonly veto: 'nobody' | 'everybody' | ModelValue;
  /**
   * For `all`: one against ends it now, or all are heard first. `coordinator` (of any rule but `lead`): where the votes do not reach it, the
   * coordinator decides; of `all` once everybody has been heard. A veto ends it all the same.
   */
  readonly against: 'now' | 'wait' | 'coordinator';
  /** Users, `group:…`, or `head` of the department of the task, whom `against` = coordinator asks; null = head. */
  readonly coordinator?: ModelValue | null;
  /** Whether who abstains counts in what the share is of. */
  readonly abstain: 'counts' | 'left-out';
  /** Weights by person, a FEEL context; who is not in it weighs 1. */
  readonly weights: ModelValue | null;
  /** For `weighted`: whether the weight of a voter who is taken out stays in what the share is of (E4); `keeps` where absent. */
  readonly removal?: 'keeps' | 'renormalises';
  /** E8 逐级: the superiors of who started the case, one after the other, up to this level or up to this role; null = who is assigned. */
  readonly layered: ModelValue | null;
  /** How many people have to agree at least, whatever the rule; absent: as many as the rule asks for. */
  readonly atLeast?: number;
}

/** A time limit: a number with the unit and the rules of its law. */
export interface LimitSpec extends LimitTerms {
  readonly value: ModelValue;
  /** Whose calendar counts; null: that of the department of the task, for a case that of everybody. */
  readonly department: ModelValue | null;
  /** An earlier instant that it counts from, where there is one; absent: it counts from its start. */
  readonly countsFrom?: ModelValue;
  /** A node inside: once it has completed the value is worked out again, and where that is more the limit becomes longer. */
  readonly settledAfter?: number;
}

/** What a timer counts. The calendar is that of the department, else of the activity it is attached to, else of its lane, else of everybody. */
export interface TimerLimitSpec extends LimitRules {
  readonly value: ModelValue;
  readonly unit: LimitUnit;
  readonly department: ModelValue | null;
  /** The article it rests on. */
  readonly basis: string | null;
  /** It fires when this share of the limit is used, 0 to 1; absent: when all of it is. */
  readonly share?: number;
  /** The limit of the case beside which it counts: while that stands still, so does the timer. */
  readonly clock?: CaseClock;
}

/** Limits of the law and promises: what a notice or a suspension can stop. */
export type CaseClock = 'promised' | 'statutory';

/** G1 抄送: who is told when. */
export interface CopySpec {
  readonly when: 'entry' | 'completion' | 'end';
  readonly users: ModelValue | null;
  readonly groups: ModelValue | null;
  /** Also who asked for the case. */
  readonly applicant: boolean;
  /** Variables that may be read with it. */
  readonly fields: readonly string[];
  readonly text: ModelValue | null;
  /** One that lies unread is not sent again. */
  readonly merges: boolean;
}

/** Documents that a step can have issued: such as need nothing said that only a dialog could ask for. */
export const ISSUES = ['takeIn', 'grant'] as const;
type Issues = (typeof ISSUES)[number];

export interface UserTaskSpec {
  readonly assignment: AssignmentSpec;
  readonly form: string | null;
  readonly department: ModelValue | null;
  readonly limit: LimitSpec | null;
  /** Verbs allowed here; null = all the machine knows. */
  readonly operations: readonly string[] | null;
  readonly priority: ModelValue | null;
  /** Several people decide together; without it the visit is one task. */
  readonly approval?: RoundSpec | null;
  /** Absent where the model says nothing: see `DEFAULT_BACKWARDS`. */
  readonly backwards?: BackwardsSpec;
  /** False: it is done by whom it is for and by no proxy. */
  readonly delegable?: boolean;
  /** False: not together with other tasks in one request. */
  readonly bulk?: boolean;
  /** Nodes whose people may not act here, nor those of here there: what one of two says holds for both. */
  readonly separateFrom?: readonly number[];
  /** Absent: it is a step like any other. */
  readonly decides?: Decides;
  /**
   * Over the variables of the case: true once a completion has decided. Absent: every completion decides. With it, the step may also be left for more
   * time, a correction or a discussion, and nothing is decided yet.
   */
  readonly decidedWhen?: FeelExpression;
  /** At least two people have to agree (for instance two inspectors). */
  readonly fourEyes?: true;
  /** Users, groups or roles with the power to decide here (审批人、首席代表), which the verbs that decide for the organ need. */
  readonly deciders?: readonly string[];
  /** The document that whoever completes it has issued; absent: none. */
  readonly issues?: Issues;
  /** It is issued only where this is true of the data of the case with what was handed in. */
  readonly issuesWhen?: FeelExpression;
  /** The articles the document rests on, in Chinese as it is written, one after the other with "；" between; FEEL sees what `issuesWhen` does. */
  readonly issuesBasis?: ModelValue;
  /** The lane that says who does it or which department, where the task itself does not. */
  readonly lane?: string | null;
}

export type Binding =
  | { readonly kind: 'latest' }
  | { readonly kind: 'deployment' }
  | { readonly kind: 'version'; readonly version: number }
  | { readonly kind: 'versionTag'; readonly tag: string };

export interface CallSpec {
  readonly calledElement: ModelValue;
  readonly binding: Binding;
  /** As of a user task, for whoever acts in what is called. */
  readonly separateFrom?: readonly number[];
}

/** A decision (DMN) that is asked at once. `resultVariable` takes the result; without it the entries of a context become variables. */
export interface DecisionSpec {
  readonly decision: ModelValue;
  readonly binding: Binding;
  readonly resultVariable: string | null;
}

/** FEEL is evaluated within the step; JavaScript runs in a sandbox after the commit. */
export type ScriptSpec =
  | { readonly language: 'feel'; readonly expression: FeelExpression; readonly resultVariable: string | null }
  | { readonly language: 'javascript'; readonly source: string; readonly resultVariable: string | null };

/**
 * For an inclusive or complex join: per incoming flow (same order as `incoming`) the set of nodes of its scope from which a token can still
 * reach that flow without passing the join; one bit per node index. BPMN 2.0.2 §13.4.3 (Table 13.3), computed once at compile time.
 */
export interface JoinSpec {
  readonly reach: readonly Uint32Array[];
}

/** What somebody may do with a field of the form at one node. */
export type FieldRight = 'hidden' | 'read' | 'write' | 'required';

/** `name` is the path of a field, or of a group or list, whose fields are meant then. */
export interface FieldRule {
  readonly name: string;
  readonly right: FieldRight;
}

export type WaitsFor = 'applicant';

export interface FlowNode {
  /** Processes, sub-processes and call activities: limits of the law, promises, limits of a procedure. Absent where there are none. */
  readonly limits?: readonly LimitSpec[];
  /** What happens by itself as its limit is used up, in the order of the model. Absent where nothing does. */
  readonly ladder?: readonly RungSpec[];
  readonly index: number;
  readonly id: string;
  readonly name: string;
  /** In English, for people; absent where the model does not say. */
  readonly nameEn?: string;
  readonly type: ElementType;
  /** Enclosing scope; -1 for the process. */
  readonly parent: number;
  readonly incoming: readonly number[];
  readonly outgoing: readonly number[];
  readonly defaultFlow: number | null;
  /** Boundary events: the activity it is attached to. */
  readonly attachedTo: number | null;
  /** Activities: boundary events attached to it. */
  readonly boundaries: readonly number[];
  /** Scopes: the nodes directly inside. */
  readonly children: readonly number[];
  /** Scopes: where a token is put when the scope opens without a trigger (none start events, else nodes without incoming flow). */
  readonly starts: readonly number[];
  /** Scopes: event sub-processes directly inside. */
  readonly eventSubProcesses: readonly number[];
  /** A sub-process started by an event (`triggeredByEvent`). */
  readonly triggeredByEvent: boolean;
  /** Boundary events (`cancelActivity`) and event sub-process starts (`isInterrupting`). */
  readonly interrupting: boolean;
  readonly events: readonly EventSpec[];
  /** All of the events must happen, not just one of them; of an instantiating event-based gateway, all those behind it. */
  readonly parallelMultiple: boolean;
  /** A receive task or an event-based gateway whose event opens a case. */
  readonly instantiates: boolean;
  readonly loop: LoopSpec | null;
  /** Activities: how many tokens one activation takes, and how many it puts on each flow (BPMN 2.0.2 Table 10.3). */
  readonly startQuantity: number;
  readonly completionQuantity: number;
  readonly adHoc: AdHocSpec | null;
  /** Runs only to undo another activity; no flow leads to it or away (BPMN 2.0.2 §13.5.5). */
  readonly isForCompensation: boolean;
  /** Activities: what undoes it once it has completed, the activity behind its compensation boundary event or the event sub-process inside. */
  readonly compensatedBy: number | null;
  /** Variables that are there, and empty, from its beginning. */
  readonly declares: readonly Declaration[];
  readonly inputs: readonly Mapping[];
  readonly outputs: readonly Mapping[];
  readonly user: UserTaskSpec | null;
  readonly job: JobSpec | null;
  readonly decision: DecisionSpec | null;
  readonly script: ScriptSpec | null;
  readonly call: CallSpec | null;
  readonly join: JoinSpec | null;
  /** Complex gateways that join: which tokens are enough (BPMN 2.0.2 §13.4.5). */
  readonly activation: FeelExpression | null;
  /** Activities: a stage of the case that is reached when this is done. */
  readonly milestone?: Milestone;
  /** The time a token waits here is not the office's: promises stand still. */
  readonly waitsFor?: WaitsFor;
  /** Starts of event sub-processes of the process itself: withdrawing ends the case there, or is asked for there, and may be refused or taken for a part. */
  readonly withdraws?: 'case' | 'request';
  /** Start events: the form an applicant fills in. */
  readonly startForm: string | null;
  /** User tasks and start events: rights to fields of the form; a field that is not named is as the form has it. */
  readonly fieldRules?: readonly FieldRule[];
  /** The lane it lies in (innermost), for people. */
  readonly lane: string | null;
  readonly documentation: string | null;
  /** Absent where nobody is told. */
  readonly copies?: readonly CopySpec[];
}

export interface SequenceFlow {
  readonly index: number;
  readonly id: string;
  readonly name: string;
  readonly source: number;
  readonly target: number;
  readonly condition: FeelExpression | null;
  /** A stage of the case that is reached when it is taken. */
  readonly milestone?: Milestone;
}

/** Stages of a case that differ in law. `accepted` 受理: what may be done before and after it is not the same. */
export const MILESTONES = ['accepted'] as const;
export type Milestone = (typeof MILESTONES)[number];

export interface ProcessGraph {
  readonly key: string;
  readonly name: string;
  /** In English, for people; absent where the model does not say. */
  readonly nameEn?: string;
  readonly versionTag: string | null;
  readonly historyTtl: string | null;
  readonly serviceItem: string | null;
  /** False: the applicant cannot withdraw (B7). */
  readonly withdrawal?: false | ModelValue;
  /** Groups or roles whose members may start it; null = every signed-in official. */
  readonly starters: readonly string[] | null;
  /** Users or groups who own it: they may act on tasks nobody is assigned to. */
  readonly owners: readonly string[];
  /** Variables the applicant of a case may read besides those of the start form. */
  readonly published: readonly string[];
  /** Variables of the case that its tasks carry in task lists, to be shown, filtered and searched. */
  readonly inboxVariables: readonly string[];
  /** Personal data among the variables that the process itself names; what its forms say comes on top. */
  readonly masks?: readonly (readonly [string, MaskKind])[];
  /** Variables of the case that name people with an interest in it, besides who began it; absent: `applicant` and `agent`. */
  readonly parties?: readonly string[];
  /** Variables of the case that name who applies, as its documents say it; the first that has a text counts, and without one who began the case. Absent: `applicantName`. */
  readonly applicant?: readonly string[];
  /** Absent where the model says nothing of it. */
  readonly conduct?: ConductSpec;
  /** Articles that the model itself says in English; absent where it leaves that to the engine. */
  readonly bases?: ReadonlyMap<string, string>;
  readonly nodes: readonly FlowNode[];
  readonly flows: readonly SequenceFlow[];
  readonly byId: ReadonlyMap<string, number>;
}

/** A deployed process: a graph with its place in the world. */
export interface Definition {
  readonly id: string;
  readonly key: string;
  readonly version: number;
  readonly versionTag: string | null;
  readonly name: string;
  readonly deploymentId: string;
  readonly suspended: boolean;
  readonly graph: ProcessGraph;
}

/**
 * The deployed processes and decisions a command may need, answered at once from memory. `byId` of a definition that exists but is not in memory
 * throws `DefinitionNotLoaded`; the shell loads it and decides again.
 */
export interface Definitions {
  byId(id: string): Definition;
  /** Which variables of cases of this definition are personal data, by the process and its forms. Where absent, none are. */
  masksOf?(id: string): Masks;
  /** What a call activity calls now; undefined where nothing matches. `deploymentId` is the caller's, for binding `deployment`. */
  resolve(key: string, binding: Binding, deploymentId: string): Definition | undefined;
  /** The decision that is asked now, as for `resolve`. */
  decision(key: string, binding: Binding, deploymentId: string): DecisionDefinition | undefined;
}

export class DefinitionNotLoaded extends Error {
  readonly definitionId: string;
  constructor(definitionId: string) {
    super(`Expected definition ${definitionId} to be loaded, but it is not.`);
    this.name = 'DefinitionNotLoaded';
    this.definitionId = definitionId;
  }
}
