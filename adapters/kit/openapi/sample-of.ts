import type { JsonSchema, Values } from '../contract.ts';
import { sample } from '../sample.ts';

/** Always the middle: the same document gives the same contract. */
const MIDDLE = 0.5;

/** An object that the schema lets in: given values, made up where the document has none and they are required. */
export function sampleOf(schema: JsonSchema, given: Values): Values {
  const properties = (schema.properties ?? {}) as Readonly<Record<string, JsonSchema>>;
  const required = new Set((schema.required ?? []) as readonly string[]);
  return Object.fromEntries(
    Object.entries(properties).flatMap(([name, property]): [string, unknown][] => {
      if (given[name] !== undefined) return [[name, given[name]]];
      if (!required.has(name)) return [];
      return [[name, sample(property, { random: () => MIDDLE, request: {} })]];
    }),
  );
}
