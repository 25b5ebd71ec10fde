/** Asks a decision with what somebody typed, by the engine's own code. Pure. */
import { describe, type Language } from '../../engine/errors.ts';
import { compileExpression, scopeOf } from '../../engine/feel/compile.ts';
import type { DecisionGraph, DecisionTrace } from '../../engine/model/decision.ts';
import type { TryInput } from './inputs.ts';

/** What was typed, by the name of the input. */
export type Typed = Readonly<Record<string, string>>;

export type Tried =
  | { readonly ok: true; readonly result: unknown; readonly trace: readonly DecisionTrace[] }
  /** `input`: the name of the one that cannot be read; null where the decision itself gave no result. `message`: null where it is no number. */
  | { readonly ok: false; readonly input: string | null; readonly message: Readonly<Record<Language, string>> | null };

export function tryDecision(
  graph: DecisionGraph,
  { inputs, typed, now }: { readonly inputs: readonly TryInput[]; readonly typed: Typed; readonly now: number },
): Tried {
  const variables: Record<string, unknown> = {};
  for (const input of inputs) {
    const text = (typed[input.name] ?? '').trim();
    if (text === '') continue;
    const read = readTyped(input, text);
    if (!read.ok) return { ok: false, input: input.name, message: read.message };
    variables[input.name] = read.value;
  }
  const outcome = graph.evaluate(scopeOf(variables), now);
  if (outcome.ok) return outcome;
  return { ok: false, input: null, message: inBoth((language) => describe(outcome.failure, language)) };
}

type Read =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly message: Readonly<Record<Language, string>> | null };

const inBoth = (say: (language: Language) => string) => ({ zh: say('zh'), en: say('en') });

/** A text is what was typed; everything else is written as FEEL writes it. Dates and times are texts that their types read. */
function readTyped({ kind, choices }: TryInput, text: string): Read {
  if (choices.length > 0 && choices.includes(text)) return evaluated(text);
  switch (kind) {
    case 'text':
    case 'date':
    case 'time':
    case 'dateTime':
      return { ok: true, value: text };
    case 'number':
      return /^-?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(text) ? evaluated(text) : { ok: false, message: null };
    case 'boolean':
    case 'feel':
      return evaluated(text);
  }
}

function evaluated(text: string): Read {
  const compiled = compileExpression(text);
  if (!compiled.ok) return { ok: false, message: inBoth((language) => describe(compiled.failure, language)) };
  const outcome = compiled.value.evaluate(scopeOf({}));
  return outcome.ok
    ? { ok: true, value: outcome.value }
    : { ok: false, message: inBoth((language) => describe(outcome.failure, language)) };
}
