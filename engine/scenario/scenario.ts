/**
 * A scenario tells one case as data: what is given, what people and the outside do, what must be true in between. The schemas below are
 * the format (`processes/README.md` explains it with examples); the types follow from them. Objects are closed: an unknown property is an
 * error, never ignored.
 */
import { type Static, type TProperties, Type } from 'typebox';
import { DOCUMENT_KINDS } from '../core/proceedings.ts';
import { LAMPS } from '../sla/lamp.ts';

const closed = <P extends TProperties>(properties: P) => Type.Object(properties, { additionalProperties: false });

const Name = Type.String({ minLength: 1 });
const Values = Type.Record(Type.String(), Type.Unknown());
const Duration = Type.String({ pattern: '^P(?=.)(\\d+Y)?(\\d+M)?(\\d+W)?(\\d+D)?(T(?=.)(\\d+H)?(\\d+M)?(\\d+S)?)?$' });

/** How the outside answers a topic from now on. Without `answer` every attempt fails. */
export const AdapterScript = closed({
  /** Time until it answers, on the clock of the scenario; without it at once. */
  takes: Type.Optional(Duration),
  /** The first attempts fail technically. */
  failFirst: Type.Optional(Type.Integer({ minimum: 1 })),
  answer: Type.Optional(
    Type.Union([
      closed({ kind: Type.Literal('completed'), variables: Values }),
      closed({ kind: Type.Literal('error'), code: Name, variables: Type.Optional(Values) }),
    ]),
  ),
});
export type AdapterScript = Static<typeof AdapterScript>;

const TaskExpectation = closed({
  element: Name,
  state: Type.Optional(Name),
  assignee: Type.Optional(Type.Union([Name, Type.Null()])),
  visit: Type.Optional(Type.Integer({ minimum: 1 })),
  /** Its limit has passed. */
  late: Type.Optional(Type.Boolean()),
});

/** Lists are complete, and in any order unless said; `variables` names only what matters. */
export const Expectation = closed({
  status: Type.Optional(Type.String({ enum: ['active', 'suspended', 'completed', 'terminated'] })),
  /** BPMN ids of all flow nodes in which a token waits; scopes are not listed. */
  open: Type.Optional(Type.Array(Name)),
  tasks: Type.Optional(Type.Array(TaskExpectation)),
  variables: Type.Optional(Values),
  incidents: Type.Optional(Type.Array(closed({ element: Name, code: Type.Optional(Name) }))),
  /** The colours of all clocks that run, of the case and its stages; not those of steps. */
  lamps: Type.Optional(Type.Array(Type.String({ enum: [...LAMPS] }))),
  /** Messages the case has sent so far, in order. */
  sent: Type.Optional(Type.Array(closed({ name: Name, variables: Type.Optional(Values) }))),
  /** Kinds of the documents that were issued in the case so far, in order. */
  documents: Type.Optional(Type.Array(Type.String({ enum: [...DOCUMENT_KINDS] }))),
});
export type Expectation = Static<typeof Expectation>;

const Refused = Type.Optional(Name);

/** Who acts where nobody can say before whose task it is, as after a draw by lot: whoever it is assigned to. */
export const ANYBODY = '*';

/** One step is one property: the verb. `refused` says that the step must be refused with this code. */
export const STEPS = {
  /** The case begins with a filled-in form. */
  start: closed({ as: Name, variables: Type.Optional(Values), refused: Refused }),
  /**
   * A message arrives from the outside; it begins the case where there is none. It finds who waits by its correlation `key`, else by the case.
   * `outcome` is `started` or `correlated` if not given.
   */
  message: closed({
    name: Name,
    key: Type.Optional(Name),
    variables: Type.Optional(Values),
    outcome: Type.Optional(Name),
  }),
  signal: closed({ name: Name, variables: Type.Optional(Values) }),
  complete: closed({
    task: Name,
    as: Name,
    variables: Type.Optional(Values),
    outcome: Type.Optional(Name),
    comment: Type.Optional(Name),
    refused: Refused,
  }),
  /** Any other verb of a task: claim, release, return, transfer, delegate, resolve, suspend, resume, comment … */
  act: closed({ verb: Name, task: Name, as: Name, input: Type.Optional(Values), refused: Refused }),
  /** Time passes; whatever falls due happens at its own moment. */
  advance: Duration,
  /** The applicant, or an official with the number of the signed request, withdraws the application. */
  withdraw: closed({ as: Name, reason: Type.Optional(Name), request: Type.Optional(Name), refused: Refused }),
  /** The head of the organ extends the limit of the case, once. */
  extend: closed({ as: Name, days: Type.Integer({ minimum: 1 }), reasons: Type.Optional(Name), refused: Refused }),
  adapter: closed({ topic: Name, script: AdapterScript }),
  /** A person has the failed work of an element tried again. */
  resolve: closed({ element: Name, as: Name, refused: Refused }),
  expect: Expectation,
} as const;

export type StepKind = keyof typeof STEPS;
export type StepOf<K extends StepKind> = { readonly [P in K]: Static<(typeof STEPS)[P]> };
export type Step = { [K in StepKind]: StepOf<K> }[StepKind];

/** `play` stands for the steps of a fragment of the file. */
export type WrittenStep = Step | { readonly play: string };

const Steps = Type.Array(
  Type.Unsafe<WrittenStep>(
    Type.Union([closed({ play: Name }), ...Object.entries(STEPS).map(([kind, schema]) => closed({ [kind]: schema }))]),
  ),
  { minItems: 1 },
);

/** What a process has to stand, beside the case that goes as it should. */
export const KINDS = [
  'normal',
  'exception',
  'timeout',
  'withdrawn',
  'returned',
  'department-fails',
  'overdue',
] as const;
export type Kind = (typeof KINDS)[number];

const Scenario = closed({
  name: closed({ zh: Name, en: Name }),
  /** What it shows. */
  kinds: Type.Optional(
    Type.Array(Type.Unsafe<Kind>({ type: 'string', enum: [...KINDS] }), { minItems: 1, uniqueItems: true }),
  ),
  given: closed({
    /** RFC 3339; the clock when the scenario begins. */
    now: Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(Z|[+-]\\d{2}:\\d{2})$' }),
    /** The case is known by it: messages find the case by this key. */
    businessKey: Name,
    adapters: Type.Optional(Type.Record(Type.String(), AdapterScript)),
  }),
  steps: Steps,
});

/** The format of a `scenarios.json`. */
export const ScenarioFile = closed({
  process: Name,
  /** Steps that several scenarios share, by name. */
  fragments: Type.Optional(Type.Record(Type.String(), Steps)),
  scenarios: Type.Array(Scenario, { minItems: 1 }),
});
export type ScenarioFile = Static<typeof ScenarioFile>;

/** A scenario with its fragments put in. */
export type Scenario = Omit<Static<typeof Scenario>, 'steps'> & { readonly steps: readonly Step[] };
