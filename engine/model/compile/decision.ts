import type { DecisionSpec } from '../graph.ts';
import { text } from '../problem.ts';
import { bindingOf } from './binding.ts';
import type { CompileContext } from './context.ts';
import type { NodeDraft } from './draft.ts';

/** The decision (DMN) a business rule or service task asks; null where its work is named by a topic. */
export function compileDecision(context: CompileContext, { source }: NodeDraft): DecisionSpec | null {
  const named = context.extension(source, 'decision');
  if (named === null) return null;
  if (context.extension(source, 'topic') !== null) {
    context.report('topic-and-decision', source, twoWays);
    return null;
  }
  const decision = context.value(source, named);
  const binding = bindingOf(context, source);
  const resultVariable = context.extension(source, 'resultVariable');
  return decision && binding && { decision, binding, resultVariable };
}

const twoWays = text(
  'Expected either tb:topic or tb:decision to say what does the work, but there are both.',
  '应由 tb:topic 或 tb:decision 之一指明由谁完成，但两者皆有。',
);
