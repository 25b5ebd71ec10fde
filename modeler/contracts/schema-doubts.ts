/** Whether an expression can be what a contract asks for. Only what its text alone tells: variables are known to the case. */

import type { compileExpression, FeelScope } from '../../engine/feel/compile.ts';
import type { Words } from '../properties/field.ts';
import { DOUBTS, OR, TYPE_WORDS } from './dictionary.ts';
import type { Schema } from './known-contract.ts';

export type Compile = typeof compileExpression;

/** What makes scopes brings the grammar along, which no page needs to begin with. */
const NO_VARIABLES: FeelScope = { get: () => undefined };

/** Of a mapping's source: text, or FEEL after `=`. Undefined where it reads variables, is no FEEL, or fits. */
export function schemaDoubts(schema: Schema, source: string, compile: Compile): Words | undefined {
  if (!source.startsWith('=')) return valueDoubts(schema, source);
  const compiled = compile(source);
  if (!compiled.ok || compiled.value.reads.size > 0) return undefined;
  const outcome = compiled.value.evaluate(NO_VARIABLES);
  return outcome.ok ? valueDoubts(schema, outcome.value) : undefined;
}

function valueDoubts(schema: Schema, value: unknown): Words | undefined {
  const types = [schema.type].flat().filter((type) => typeof type === 'string');
  if (types.length > 0 && !types.some((type) => isOf(type, value))) {
    const word = (language: keyof Words): string =>
      types.map((type) => TYPE_WORDS[type]?.[language] ?? type).join(OR[language]);
    return DOUBTS.type({ zh: word('zh'), en: word('en') });
  }
  if (Array.isArray(schema.enum) && !schema.enum.includes(value)) {
    return DOUBTS.choice(schema.enum.join(', '));
  }
  return typeof value === 'string' ? textDoubts(schema, value) : numberDoubts(schema, value);
}

function isOf(type: string, value: unknown): boolean {
  if (type === 'null') return value === null;
  if (type === 'array') return Array.isArray(value);
  if (type === 'integer') return Number.isInteger(value);
  if (type === 'object') return typeof value === 'object' && value !== null && !Array.isArray(value);
  return typeof value === type;
}

function textDoubts({ minLength, maxLength, pattern }: Schema, value: string): Words | undefined {
  const { length } = [...value];
  if (typeof maxLength === 'number' && length > maxLength) return DOUBTS.longest(maxLength);
  if (typeof minLength === 'number' && length < minLength) return DOUBTS.shortest(minLength);
  if (typeof pattern === 'string' && !new RegExp(pattern, 'u').test(value)) return DOUBTS.pattern(pattern);
  return undefined;
}

function numberDoubts({ minimum, maximum }: Schema, value: unknown): Words | undefined {
  if (typeof value !== 'number') return undefined;
  if (typeof minimum === 'number' && value < minimum) return DOUBTS.least(minimum);
  if (typeof maximum === 'number' && value > maximum) return DOUBTS.most(maximum);
  return undefined;
}
