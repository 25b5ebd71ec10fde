import type { ScriptSpec } from '../graph.ts';
import { type ModdleElement, textOf } from '../moddle.ts';
import { text } from '../problem.ts';
import type { CompileContext } from './context.ts';

/** The body of a script task, as FEEL; other languages are told by the rule `script-format`. */
export function compileScript(context: CompileContext, element: ModdleElement): ScriptSpec | null {
  const resultVariable = context.extension(element, 'resultVariable');
  if (!isFeelFormat(scriptFormatOf(element))) return null;
  const source = textOf(element, 'script');
  if (source === null) {
    context.report(
      'script-missing',
      element,
      text('Expected a script task to have a script, but it has none.', '脚本任务应有脚本，但没有。'),
    );
    return null;
  }
  const expression = context.feel(element, source);
  return expression && { expression, resultVariable };
}

/** Global script tasks call it scriptLanguage. */
export const scriptFormatOf = (element: ModdleElement): string | null =>
  textOf(element, 'scriptFormat') ?? textOf(element, 'scriptLanguage');

/** FEEL is the default language of scripts. */
export const isFeelFormat = (format: string | null): boolean => format === null || /^(?:text\/)?feel$/i.test(format);
