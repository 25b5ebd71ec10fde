/** JSON in which every text that begins with `=` is a FEEL expression over the values of the call. */
import { compileExpression, scopeOf } from '../../engine/feel/compile.ts';
import type { Values } from './contract.ts';

export type Template = (values: Values) => unknown;

/** Throws where an expression cannot be compiled: a template is part of the installation. `==` begins a text that begins with `=`. */
export function compileTemplate(json: unknown): Template {
  if (typeof json === 'string') return compileText(json);
  if (Array.isArray(json)) {
    const parts = json.map(compileTemplate);
    return (values) => parts.map((part) => part(values));
  }
  if (json === null || typeof json !== 'object') return () => json;
  const parts = Object.entries(json).map(([name, part]) => [name, compileTemplate(part)] as const);
  return (values) => Object.fromEntries(parts.map(([name, part]) => [name, part(values)]));
}

function compileText(text: string): Template {
  if (!text.startsWith('=')) return () => text;
  if (text.startsWith('==')) return () => text.slice(1);
  const source = text.slice(1).trim();
  const compiled = compileExpression(source);
  if (!compiled.ok) throw new Error(`Expected a FEEL expression, but "${source}" is none.`);
  return (values) => {
    const outcome = compiled.value.evaluate(scopeOf(values));
    if (!outcome.ok) throw new TemplateError(source);
    return outcome.value;
  };
}

/** An expression that breaks a limit while it runs; its values stay out of the message. */
class TemplateError extends Error {
  constructor(source: string) {
    super(`the expression "${source}" could not be evaluated`);
    this.name = 'TemplateError';
  }
}
