/**
 * A service item 政务服务事项: what a department offers, on what conditions, with which materials, in which time. It says what applies; the process it
 * is bound to says how. The schema is the format of an `item.json`; an unknown property is an error, never ignored.
 */
import { type Static, type TProperties, Type } from 'typebox';

const closed = <P extends TProperties>(properties: P) => Type.Object(properties, { additionalProperties: false });
const oneOf = <const V extends readonly [string, ...string[]]>(values: V) =>
  Type.Unsafe<V[number]>({ type: 'string', enum: [...values] });
const nullable = <S extends Parameters<typeof Type.Union>[0][number]>(schema: S) => Type.Union([schema, Type.Null()]);

const Key = Type.String({ minLength: 1, maxLength: 200, pattern: '^[A-Za-z0-9][A-Za-z0-9._-]*$' });
const Words = closed({ zh: Type.String({ minLength: 1 }), en: Type.String({ minLength: 1 }) });
export type Words = Static<typeof Words>;
/** FEEL over the answers of the guide. */
const Condition = Type.String({ minLength: 1, maxLength: 2_000 });

const LIMIT_KINDS = ['statutory', 'local', 'promised', 'item', 'internal'] as const;
const Amount = closed({
  value: Type.Integer({ minimum: 1 }),
  unit: oneOf(['workingDay', 'workingHour', 'day', 'hour', 'minute', 'month']),
});

const Limit = closed({
  key: Key,
  name: Words,
  ...Amount.properties,
  /** What it begins with. */
  start: Words,
  /** `statutory` by law, `local` by a local rule, `promised` to applicants, `item` of the item itself, `internal` of one step. */
  kind: oneOf(LIMIT_KINDS),
  legalBasis: nullable(Words),
  /** The element of the process that keeps it; null where the whole case does. */
  element: Type.Optional(nullable(Type.String())),
  /** As the process counts it, where that differs. */
  modelled: Type.Optional(Amount),
});
export type ItemLimit = Static<typeof Limit>;

const Material = closed({
  code: Key,
  name: Words,
  type: oneOf(['applicationForm', 'licence', 'proof', 'other']),
  source: oneOf(['applicant', 'government', 'intermediary']),
  department: Type.Optional(Key),
  required: Type.Boolean(),
  /** It may follow later where the applicant promises it. */
  mayFollow: Type.Optional(Type.Boolean()),
  forms: Type.Array(oneOf(['paper', 'electronic']), { minItems: 1 }),
  /** The original has to be shown. */
  original: Type.Optional(Type.Boolean()),
  copies: Type.Integer({ minimum: 0 }),
  appliesWhen: Type.Optional(Condition),
  /** How the applicant does not have to hand it in. */
  waiver: Type.Optional(
    closed({
      way: oneOf(['electronicLicence', 'dataSharing', 'noticeAndPromise', 'verification', 'commitment']),
      topic: Type.Optional(Type.String()),
      variable: Type.Optional(Type.String()),
    }),
  ),
  /** What the officer looks at. */
  checks: Type.Optional(Type.Array(Words)),
});
export type Material = Static<typeof Material>;

/** One question of the situational guide 情形引导. */
const Question = closed({
  key: Type.String({ minLength: 1, maxLength: 100, pattern: '^[A-Za-z_][A-Za-z0-9_]*$' }),
  text: Words,
  options: Type.Array(closed({ value: Type.String({ minLength: 1 }), label: Words }), { minItems: 2 }),
  /** Asked only where this holds. */
  when: Type.Optional(Condition),
});
export type Question = Static<typeof Question>;

/** Something for which the applicant has to come. */
const Visit = closed({
  step: Words,
  why: Words,
  element: Type.Optional(Type.String()),
  when: Type.Optional(Condition),
});

const CHANNELS = ['window', 'online', 'selfService', 'post'] as const;

export const ServiceItem = closed({
  key: Key,
  processKey: Key,
  formKey: Type.Optional(Key),
  version: Type.Integer({ minimum: 1 }),
  /** An example: its codes are nobody's. */
  demonstration: Type.Optional(Type.Boolean()),
  code: Type.String({ minLength: 1 }),
  name: Words,
  type: Words,
  themes: Type.Optional(Type.Array(Words)),
  organ: closed({
    department: Key,
    window: Type.Optional(Key),
    coDepartments: Type.Optional(Type.Array(Key)),
  }),
  serviceObjects: Type.Array(oneOf(['person', 'company', 'other']), { minItems: 1 }),
  handling: Words,
  limits: Type.Array(Limit),
  conditions: Type.Optional(Type.Array(closed({ text: Words, legalBasis: nullable(Words) }))),
  questions: Type.Optional(Type.Array(Question)),
  materials: Type.Array(Material),
  visits: Type.Optional(Type.Array(Visit)),
  channels: Type.Array(oneOf(CHANNELS), { minItems: 1 }),
  fee: closed({ charged: Type.Boolean(), standard: Type.Optional(Words), basis: Type.Optional(Words) }),
  /** Items that have to be granted before: their results are materials of this one. */
  after: Type.Optional(Type.Array(Key)),
  /** What applies to it: tolerant acceptance, notice and promise, publicity, when it counts as received, targets … */
  policy: Type.Optional(Type.Record(Type.String(), Type.Union([Type.Boolean(), Type.String()]))),
  notes: Type.Optional(Words),
});
export type ServiceItem = Static<typeof ServiceItem>;
export type Visit = Static<typeof Visit>;

export type Answers = Readonly<Record<string, unknown>>;
