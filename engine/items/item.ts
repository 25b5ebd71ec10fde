/**
 * A service item 政务服务事项: what a department offers, on what conditions, with which materials, in which time. It says what applies; the process it
 * is bound to says how. The schema is the format of an `item.json`; an unknown property is an error, never ignored.
 */
import { type Static, Type } from 'typebox';
import { Codes, Extension, Fee, Handling, Help, Organ, Outcome, SpecialProcedure } from './details.ts';
import { Amount, closed, Day, Key, nullable, oneOf, Words } from './schema.ts';

export type { Words } from './schema.ts';

/** FEEL over the answers of the guide. */
const Condition = Type.String({ minLength: 1, maxLength: 2_000 });

const LIMIT_KINDS = ['statutory', 'local', 'promised', 'item', 'internal'] as const;
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
  /** 签章要求: who signs or seals it. */
  seal: Type.Optional(Words),
  validity: Type.Optional(Words),
  /** 对应证照目录编码. */
  licenceCode: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
  /** 数据项映射: field of the form → what the paper calls it. */
  data: Type.Optional(Type.Record(Type.String(), Type.String({ minLength: 1 }))),
  /** 样表: where it is to be had. */
  sample: Type.Optional(Type.String({ minLength: 1, maxLength: 2_000 })),
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
  /** In use, suspended or given up; in use where absent. What is not in use is not applied for. */
  status: Type.Optional(oneOf(['inUse', 'suspended', 'cancelled'])),
  /** Days from and up to which it may be applied for; absent: always. */
  validFrom: Type.Optional(Day),
  validUntil: Type.Optional(Day),
  code: Type.String({ minLength: 1 }),
  codes: Type.Optional(Codes),
  name: Words,
  type: Words,
  themes: Type.Optional(Type.Array(Words)),
  organ: Organ,
  /** 设定依据. */
  legalBasis: Type.Optional(Type.Array(Words)),
  /** 数量限制. */
  quantityLimit: Type.Optional(Words),
  outcome: Type.Optional(Outcome),
  serviceObjects: Type.Array(oneOf(['person', 'company', 'other']), { minItems: 1 }),
  handling: Words,
  handlingDetails: Type.Optional(Handling),
  limits: Type.Array(Limit),
  specialProcedures: Type.Optional(Type.Array(SpecialProcedure)),
  extension: Type.Optional(Extension),
  conditions: Type.Optional(Type.Array(closed({ text: Words, legalBasis: nullable(Words) }))),
  questions: Type.Optional(Type.Array(Question)),
  materials: Type.Array(Material),
  visits: Type.Optional(Type.Array(Visit)),
  channels: Type.Array(oneOf(CHANNELS), { minItems: 1 }),
  fee: Fee,
  /** 办理流程说明. */
  procedure: Type.Optional(Words),
  /** 中介服务. */
  intermediaries: Type.Optional(Type.Array(Words)),
  help: Type.Optional(Help),
  /** Items that have to be granted before: their results are materials of this one. */
  after: Type.Optional(Type.Array(Key)),
  /** What applies to it: tolerant acceptance, notice and promise, publicity, when it counts as received, targets … */
  policy: Type.Optional(Type.Record(Type.String(), Type.Union([Type.Boolean(), Type.String()]))),
  notes: Type.Optional(Words),
});
export type ServiceItem = Static<typeof ServiceItem>;
export type Visit = Static<typeof Visit>;

export type Answers = Readonly<Record<string, unknown>>;
