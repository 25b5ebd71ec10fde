import type { CompileContext } from '../compile/context.ts';
import type { ProcessDraft } from '../compile/draft.ts';
import { type ModdleElement, manyOf } from '../moddle.ts';
import { text } from '../problem.ts';
import { RULES } from './index.ts';
import type { Rule } from './rule.ts';

/** Runs all rules; one that breaks is reported as `rule-error` and does not hide what the others find. */
export function runRules(
  context: CompileContext,
  drafts: readonly ProcessDraft[],
  rules: readonly Rule[] = RULES,
): void {
  const whole = drafts.filter(hasAllFlows);
  for (const rule of rules) {
    try {
      rule.check({
        document: context.document,
        drafts: rule.needsAllFlows ? whole : drafts,
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

/** A flow that has lost an end is no part of the draft, and has been reported. */
function hasAllFlows({ source, flows }: ProcessDraft): boolean {
  let drawn = 0;
  const open: ModdleElement[] = [source];
  for (let element = open.pop(); element; element = open.pop()) {
    if (element.$type === 'bpmn:SequenceFlow') drawn += 1;
    open.push(...manyOf(element, 'flowElements'));
  }
  return drawn === flows.length;
}
