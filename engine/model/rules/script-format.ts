import { isFeelFormat, scriptFormatOf } from '../compile/script.ts';
import { type Text, text } from '../problem.ts';
import type { Rule } from './rule.ts';

/** Scripts are written in FEEL. */
export const scriptFormat: Rule = {
  id: 'script-format',
  check({ drafts, report }) {
    for (const node of drafts.flatMap(({ nodes }) => nodes)) {
      if (node.type !== 'scriptTask') continue;
      const format = scriptFormatOf(node.source);
      if (!isFeelFormat(format)) report(node.source, notFeel(format ?? ''));
    }
  },
};

const notFeel = (format: string): Text =>
  text(
    `Expected a script in FEEL, but its format is "${format}": there is no sandbox to run that in yet.`,
    `脚本应使用 FEEL，但其格式为“${format}”：目前没有可安全运行它的沙箱。`,
  );
