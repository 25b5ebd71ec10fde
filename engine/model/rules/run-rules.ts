import type { CompileContext } from '../compile/context.ts';
import type { ProcessDraft } from '../compile/draft.ts';
import { text } from '../problem.ts';
import { RULES } from './index.ts';
import type { Rule } from './rule.ts';

/** Runs all rules; one that breaks is reported as `rule-error` and does not hide what the others find. */
export function runRules(
  context: CompileContext,
  drafts: readonly ProcessDraft[],
  rules: readonly Rule[] = RULES,
): void {
  for (const rule of rules) {
    try {
      rule.check({
        document: context.document,
        drafts,
        context,
        report: (element, message, severity) => context.report(rule.id, element, message, severity),
      });
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      context.report(
        'rule-error',
        null,
        text(
          `Expected the rule ${rule.id} to finish, but it broke: ${reason}`,
          `规则 ${rule.id} 应能完成，但出错：${reason}`,
        ),
      );
    }
  }
}
