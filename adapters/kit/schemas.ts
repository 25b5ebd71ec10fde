/** The one JSON Schema validator of adapters, with the formats of identity numbers. Problems name places, never values: values are people's. */
import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import { checkIdentity, IDENTITY_KINDS, type IdentityKind, isIdentityKind } from '../../engine/identity/identity.ts';
import type { JsonSchema } from './contract.ts';

type IdentityCheck = (kind: IdentityKind, value: string) => boolean;

const isGood: IdentityCheck = (kind, value) => checkIdentity(kind, value).length === 0;

/** With the calendar, as forms have it: a month of thirty days has no 31st. */
function isDate(text: string): boolean {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)?.map(Number) ?? [];
  if (year === undefined || month === undefined || day === undefined) return false;
  const last = month === 2 ? 28 + Number(isLeap(year)) : 31 - Number([4, 6, 9, 11].includes(month));
  return month >= 1 && month <= 12 && day >= 1 && day <= last;
}

const isLeap = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);

const TIME = /^([01]\d|2[0-3]):[0-5]\d(:([0-5]\d|60)(\.\d+)?)?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/;

const isDateTime = (text: string): boolean =>
  text[10] === 'T' && isDate(text.slice(0, 10)) && TIME.test(text.slice(11));

function validatorOf(holds: IdentityCheck): Ajv {
  const ajv = new Ajv({ allErrors: true, strict: true, strictRequired: false, allowUnionTypes: true, logger: false });
  for (const kind of Object.keys(IDENTITY_KINDS) as IdentityKind[])
    ajv.addFormat(kind, (value: string) => holds(kind, value));
  ajv.addFormat('date', isDate);
  ajv.addFormat('date-time', isDateTime);
  ajv.addFormat('email', /^[^\s@]{1,64}@[^\s@]{1,255}$/);
  ajv.addFormat('uri', /^[a-z][a-z0-9+.-]*:\S+$/i);
  return ajv;
}

const strict = validatorOf(isGood);
/** Lets every identity number pass, and none. */
const lenient = validatorOf(() => true);
const marking = validatorOf(() => false);

/** Where a value does not fit: `/licence/number: format`. */
export type Check = (value: unknown) => readonly string[];

/** Compiles a schema; throws where it is none. */
export function compileSchema(schema: JsonSchema): Check {
  const validate = compiled(strict, schema);
  return (value) => problemsOf(validate, value);
}

function compiled(ajv: Ajv, schema: JsonSchema): ValidateFunction {
  const validate = ajv.compile(schema);
  ajv.removeSchema(schema);
  return validate;
}

const problemsOf = (validate: ValidateFunction, value: unknown): readonly string[] =>
  validate(value) ? [] : (validate.errors ?? []).slice(0, MOST).map(placeOf);

/** A list of a thousand rows that are all wrong is told by its first. */
const MOST = 20;

function placeOf({ instancePath, keyword, params }: ErrorObject): string {
  const name = params.missingProperty ?? params.additionalProperty;
  return `${instancePath}${name === undefined ? '' : `/${name}`}: ${keyword}`;
}

/** An identity number somewhere in a value. */
export interface Identity {
  /** JSON pointer (RFC 6901). */
  readonly place: string;
  /** What it may be; more than one where the schema offers a choice. */
  readonly kinds: readonly IdentityKind[];
  readonly good: boolean;
}

export interface Judged {
  /** Why it is nothing the contract knows. */
  readonly problems: readonly string[];
  /** None where there are problems. */
  readonly identities: readonly Identity[];
}

/**
 * What somebody else says is judged twice. Its shape is the contract's, and what does not have it says nothing. An identity number that cannot
 * be right is no breach of the contract but bad data of the source: it is counted, and nobody's case is held up for it.
 */
export function compileAnswer(schema: JsonSchema): Judge {
  const judge = judges.get(schema) ?? judgeOf(schema);
  judges.set(schema, judge);
  return judge;
}

type Judge = (value: unknown) => Judged;

/** Contracts are read once, and every registry of a process keeps the same ones. */
const judges = new WeakMap<JsonSchema, Judge>();

function judgeOf(schema: JsonSchema): Judge {
  const check = compiled(strict, schema);
  if (!namesIdentity(schema)) return (value) => ({ problems: problemsOf(check, value), identities: [] });
  const [shape, marks] = [compiled(lenient, schema), compiled(marking, schema)];
  return (value) => {
    const fits = check(value);
    const bad = fits ? new Set<string>() : new Set(identityErrors(check).map(({ instancePath }) => instancePath));
    const problems = fits ? [] : problemsOf(shape, value);
    if (problems.length > 0) return { problems, identities: [] };
    marks(value);
    const kinds = new Map<string, Set<IdentityKind>>();
    for (const { instancePath, kind } of identityErrors(marks))
      kinds.set(instancePath, (kinds.get(instancePath) ?? new Set()).add(kind));
    const identities = [...kinds].map(([place, each]) => ({ place, kinds: [...each], good: !bad.has(place) }));
    return { problems, identities };
  };
}

const identityErrors = ({
  errors,
}: ValidateFunction): { readonly instancePath: string; readonly kind: IdentityKind }[] =>
  (errors ?? []).flatMap(({ instancePath, keyword, params }) => {
    const kind: unknown = params.format;
    return keyword === 'format' && typeof kind === 'string' && isIdentityKind(kind) ? [{ instancePath, kind }] : [];
  });

const namesIdentity = (schema: unknown): boolean =>
  typeof schema === 'object' &&
  schema !== null &&
  Object.entries(schema).some(
    ([name, inner]) =>
      (name === 'format' && typeof inner === 'string' && isIdentityKind(inner)) || namesIdentity(inner),
  );
