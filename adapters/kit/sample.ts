/** A value that a schema lets in, made up with the given chance: what a simulated department answers where no example was recorded. */
import type { JsonSchema, Values } from './contract.ts';

export interface Sampling {
  readonly random: () => number;
  /** Properties of the request come back under the same name. */
  readonly request: Values;
}

export function sample(schema: JsonSchema, sampling: Sampling, name = ''): unknown {
  if (schema.const !== undefined) return schema.const;
  if (Array.isArray(schema.enum)) return pick(schema.enum, sampling);
  const echo = sampling.request[name];
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type;
  if (echo !== undefined && (typeof echo === type || (type === 'integer' && Number.isInteger(echo)))) return echo;
  if (Array.isArray(schema.examples) && schema.examples.length > 0) return pick(schema.examples, sampling);
  return MAKERS[String(type)]?.(schema, sampling) ?? null;
}

const pick = (list: readonly unknown[], { random }: Sampling): unknown => list[Math.floor(random() * list.length)];

type Maker = (schema: JsonSchema, sampling: Sampling) => unknown;

const MAKERS: Readonly<Record<string, Maker>> = {
  object: (schema, sampling) =>
    Object.fromEntries(
      Object.entries((schema.properties ?? {}) as Readonly<Record<string, JsonSchema>>).map(([name, property]) => [
        name,
        sample(property, sampling, name),
      ]),
    ),
  array: (schema, sampling) => {
    const least = Number(schema.minItems ?? 1);
    const count = Math.min(Number(schema.maxItems ?? least + 2), least + Math.floor(sampling.random() * 3));
    return Array.from({ length: count }, () => sample((schema.items ?? {}) as JsonSchema, sampling));
  },
  integer: (schema, sampling) => Math.floor(between(schema, sampling)),
  number: (schema, sampling) => Math.round(between(schema, sampling) * 100) / 100,
  boolean: (_, { random }) => random() < 0.8,
  string: (schema, sampling) => textFor(schema, sampling),
  null: () => null,
};

function between({ minimum, maximum }: JsonSchema, { random }: Sampling): number {
  const least = Number(minimum ?? 0);
  return least + random() * (Number(maximum ?? least + 100) - least);
}

const ORGANISATIONS = ['91350100M000100Y43', '9144030071526726XG', '91330100799655058B', '914403001922038216'];

/** Published specimens, which belong to nobody. */
const FORMATS: Readonly<Record<string, (sampling: Sampling) => unknown>> = {
  'resident-id': () => '11010519491231002X',
  'residence-permit': () => '810000199408230021',
  'permanent-residence-card': () => '911124198108030024',
  'credit-code': (sampling) => pick(ORGANISATIONS, sampling),
  'organisation-code': () => 'D2143569X',
  'military-id': () => '军字第00000001号',
  passport: () => 'E00000000',
  date: ({ random }) =>
    `20${digits(random, 1, 2)}${digits(random, 1, 9)}-0${1 + Math.floor(random() * 9)}-1${digits(random, 1)}`,
  'date-time': ({ random }) =>
    `2026-0${1 + Math.floor(random() * 9)}-1${digits(random, 1)}T0${digits(random, 1)}:30:00Z`,
  email: () => 'someone@example.org',
  uri: ({ random }) => `https://example.org/${digits(random, 8)}`,
};

function textFor(schema: JsonSchema, sampling: Sampling): unknown {
  const format = FORMATS[String(schema.format)];
  if (format) return format(sampling);
  const length = Math.min(Math.max(Number(schema.minLength ?? 0), 8), Number(schema.maxLength ?? 8));
  return digits(sampling.random, length);
}

const digits = (random: () => number, length: number, below = 10): string =>
  Array.from({ length }, () => Math.floor(random() * below)).join('');
