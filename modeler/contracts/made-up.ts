/** An answer that a contract allows, for what has no example of it: enough to go on with, and plainly made up. */
import { propertiesOf, type Schema } from './known-contract.ts';

/** What is required of an object, nothing that may be left out. */
export const madeUpAnswer = (schema: Schema): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    propertiesOf(schema).flatMap(({ name, schema: value, required }) => (required ? [[name, madeUp(value)]] : [])),
  );

const DATES: Readonly<Record<string, string>> = { date: '2026-01-05', 'date-time': '2026-01-05T01:00:00Z' };

function madeUp(schema: Schema): unknown {
  const { enum: choices, const: only, format, minimum, type } = schema;
  if (only !== undefined) return only;
  if (Array.isArray(choices)) return choices[0];
  const [kind] = [type].flat();
  if (kind === 'object') return madeUpAnswer(schema);
  if (kind === 'array') return [];
  if (kind === 'boolean') return true;
  if (kind === 'number' || kind === 'integer') return typeof minimum === 'number' ? minimum : 0;
  return typeof format === 'string' ? (DATES[format] ?? '-') : '-';
}
