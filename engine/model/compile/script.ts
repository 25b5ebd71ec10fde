import type { ScriptSpec } from '../graph.ts';
import { type ModdleElement, textOf } from '../moddle.ts';
import { text } from '../problem.ts';
import type { CompileContext } from './context.ts';

/** The body of a script task, as FEEL or JavaScript; other languages are told by the rule `script-format`. */
export function compileScript(context: CompileContext, element: ModdleElement): ScriptSpec | null {
  const resultVariable = context.extension(element, 'resultVariable');
  const language = languageOf(element);
  if (language === null) return null;
  const source = textOf(element, 'script');
  if (source === null) {
    context.report(
      'script-missing',
      element,
      text('Expected a script task to have a script, but it has none.', '脚本任务应有脚本，但没有。'),
    );
    return null;
  }
  if (language === 'javascript') return { language, source: untrimmed(element), resultVariable };
  const expression = context.feel(element, source);
  return expression && { language, expression, resultVariable };
}

/** Global script tasks call it scriptLanguage. */
export const scriptFormatOf = (element: ModdleElement): string | null =>
  textOf(element, 'scriptFormat') ?? textOf(element, 'scriptLanguage');

/** In which language a script is written, FEEL where nothing is said; null for one that cannot be run. */
export function languageOf(element: ModdleElement): ScriptSpec['language'] | null {
  const format = scriptFormatOf(element);
  if (format === null || /^(?:text\/)?feel$/i.test(format)) return 'feel';
  return /^(?:(?:text|application)\/)?(?:javascript|ecmascript)$/i.test(format) ? 'javascript' : null;
}

/** Lines are counted as the author sees them, so blank ones at the beginning stay. */
const untrimmed = (element: ModdleElement): string => String(element.get('script'));
