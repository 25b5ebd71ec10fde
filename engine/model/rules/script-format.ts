import { languageOf, scriptFormatOf } from '../compile/script.ts';
import { type Text, text } from '../problem.ts';
import type { Rule } from './rule.ts';

/** Scripts are written in FEEL or in JavaScript. */
export const scriptFormat: Rule = {
  id: 'script-format',
  check({ drafts, report }) {
    for (const node of drafts.flatMap(({ nodes }) => nodes)) {
      if (node.type !== 'scriptTask') continue;
      if (languageOf(node.source) === null) report(node.source, unknown(scriptFormatOf(node.source) ?? ''));
    }
  },
};

const unknown = (format: string): Text =>
  text(
    `Expected a script in FEEL or JavaScript, but its format is "${format}".`,
    `脚本应使用 FEEL 或 JavaScript，但其格式为“${format}”。`,
  );
