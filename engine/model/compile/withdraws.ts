import type { FlowNode } from '../graph.ts';
import type { ModdleElement } from '../moddle.ts';
import { text } from '../problem.ts';
import type { CompileContext } from './context.ts';

/** `tb:withdraws` of a start event, as a property of its own so that graphs without any stay as they are. Where it may stand says a rule. */
export function withdrawsOf(context: CompileContext, element: ModdleElement): Pick<FlowNode, 'withdraws'> {
  const source = context.extension(element, 'withdraws');
  if (source === null) return {};
  if (source === 'request' || source === 'case') return { withdraws: source };
  context.report(
    'withdrawal-start',
    element,
    text(
      `Expected tb:withdraws to be request or case, but it is "${source}".`,
      `tb:withdraws 应为 request 或 case，但为“${source}”。`,
    ),
  );
  return {};
}
