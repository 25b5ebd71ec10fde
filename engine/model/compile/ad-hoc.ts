import type { AdHocSpec } from '../graph.ts';
import { bodyOf, flagOf, type ModdleElement } from '../moddle.ts';
import { text } from '../problem.ts';
import type { CompileContext } from './context.ts';

/** How an ad-hoc sub-process runs. Without completion condition it would never end. */
export function compileAdHoc(context: CompileContext, element: ModdleElement): AdHocSpec | null {
  const source = bodyOf(element, 'completionCondition');
  if (source === null) {
    context.report('completion-condition-missing', element, withoutCondition);
    return null;
  }
  const completionCondition = context.feel(element, source, 'boolean');
  return (
    completionCondition && {
      sequential: element.get('ordering') === 'Sequential',
      completionCondition,
      cancelRemaining: flagOf(element, 'cancelRemainingInstances'),
    }
  );
}

const withoutCondition = text(
  'Expected an ad-hoc sub-process to have a completionCondition, but it has none and would never end.',
  '自由子流程应有 completionCondition，但没有，将永不结束。',
);
