/** Scripts of both languages: what a JavaScript script is given to read, and what a result means. */
import { fail, ok, type Result } from '../errors.ts';
import { isNumber } from '../exact-number.ts';
import type { ScriptSpec } from '../model/graph.ts';
import type { Execution } from './execution.ts';
import { kindOf } from './expressions.ts';
import { lineageInProcess, loopVariables } from './query.ts';
import type { InstanceState, Variables } from './state.ts';

type JavaScript = Extract<ScriptSpec, { language: 'javascript' }>;

/** Asks for the script to be run after the commit. */
export function requestScript(x: Execution, id: string, { source }: JavaScript): void {
  const variables = readable(seenAt(x.draft.state, id), source);
  x.emit({ type: 'scriptRequested', run: { id: x.env.newId(), element: id, variables, requestedAt: x.env.now } });
}

/** As an expression there sees it: the counters of enclosing loops too, the innermost of a name only. */
function seenAt(state: InstanceState, id: string): Variables {
  const layers = [...lineageInProcess(state, id)].map(({ vars, loop }) => ({
    ...(loop && loopVariables(loop)),
    ...vars,
  }));
  return Object.assign({}, ...layers.reverse()) as Variables;
}

/** Ways to a variable that do not spell its name: the objects that hold them all, code made of texts, escapes. */
const INDIRECT = /\b(?:variables|globalThis|this|eval|Function|constructor)\b|\\/;

/** Only what the script can name is copied: less to keep with the case and in its journal, and no more personal data than needed. */
function readable(variables: Variables, source: string): Variables {
  if (INDIRECT.test(source)) return variables;
  return Object.fromEntries(Object.entries(variables).filter(([name]) => source.includes(name)));
}

const MAX_SHOWN = 200;

/** The variables a result stands for: the result variable, else the entries of a context or object; fails with 'expression-failed'. */
export function resultsOf(script: ScriptSpec, value: unknown): Result<Variables> {
  if (script.resultVariable !== null) return ok({ [script.resultVariable]: value ?? null });
  if (isContext(value)) return ok(value);
  const source = script.language === 'feel' ? script.expression.source : shortened(script.source.trim());
  const reason = `it gave ${kindOf(value)}, and without a result variable it must give a context`;
  return fail('expression-failed', { expression: source, reason });
}

const shortened = (text: string): string => (text.length <= MAX_SHOWN ? text : `${text.slice(0, MAX_SHOWN)}…`);

function isContext(value: unknown): value is Variables {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !isNumber(value);
}
