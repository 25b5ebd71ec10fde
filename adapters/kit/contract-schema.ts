/** The shape of a contract file, as JSON Schema. */
import type { JsonSchema } from './contract.ts';

const closed = (properties: JsonSchema, optional: readonly string[] = []): JsonSchema => ({
  type: 'object',
  properties,
  required: Object.keys(properties).filter((name) => !optional.includes(name)),
  additionalProperties: false,
});
const mapOf = (item: JsonSchema): JsonSchema => ({ type: 'object', additionalProperties: item });
const listOf = (items: JsonSchema, more: JsonSchema = {}): JsonSchema => ({ type: 'array', items, ...more });

const text = { type: 'string', minLength: 1 };
const words = closed({ zh: text, en: text });
const share = { type: 'number', minimum: 0, maximum: 1 };
const milliseconds = { type: 'integer', minimum: 0, maximum: 600_000 };
const values = { type: 'object' };
const topic = { type: 'string', pattern: '^[a-z][a-z0-9-]*(\\.[a-z][a-z0-9-]*)+$' };
const errorCode = { type: 'string', pattern: '^[a-z][a-z0-9.-]*$' };

const level = closed({ level: { enum: [1, 2, 3, 4] }, sensitive: { type: 'boolean' }, purpose: words }, [
  'sensitive',
  'purpose',
]);
const row = closed({ to: text, from: text, note: words }, ['note']);
const mapping = closed(
  {
    request: listOf(row),
    answer: listOf(row),
    tests: listOf(closed({ name: text, direction: { enum: ['request', 'answer'] }, given: values, expected: values }), {
      minItems: 1,
    }),
  },
  ['request', 'answer'],
);
const operation = closed(
  {
    topic,
    title: words,
    effect: { enum: ['query', 'change'] },
    request: values,
    answer: values,
    levels: mapOf(level),
    slo: closed({ timeoutMs: { ...milliseconds, minimum: 1 }, p95Ms: milliseconds, availability: share }),
    errors: listOf(closed({ code: errorCode, zh: text, en: text })),
    examples: listOf(closed({ name: text, request: values, answer: values, error: errorCode }, ['answer', 'error']), {
      minItems: 1,
    }),
    mapping,
  },
  ['mapping'],
);
const faults = closed({ failure: share, silence: share, garbage: share, 'lost-answer': share }, [
  'failure',
  'silence',
  'garbage',
  'lost-answer',
]);

export const CONTRACT_SCHEMA: JsonSchema = closed(
  {
    name: { type: 'string', pattern: '^[a-z][a-z0-9-]*$' },
    title: words,
    version: { type: 'string', pattern: '^\\d+\\.\\d+\\.\\d+$' },
    signedOn: { type: ['string', 'null'], pattern: '^\\d{4}-\\d{2}-\\d{2}$' },
    repeats: { enum: ['ignored', 'doubled'] },
    operations: listOf(operation, { minItems: 1 }),
    simulation: closed({ medianMs: milliseconds, p95Ms: milliseconds, faults }, ['faults']),
  },
  ['repeats', 'simulation'],
);
