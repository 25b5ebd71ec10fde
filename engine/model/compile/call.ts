import type { CallSpec } from '../graph.ts';
import { type ModdleElement, textOf } from '../moddle.ts';
import { text } from '../problem.ts';
import { bindingOf } from './binding.ts';
import type { CompileContext } from './context.ts';

/** Which process a call activity calls, and in which version. */
export function compileCall(context: CompileContext, element: ModdleElement): CallSpec | null {
  const source = textOf(element, 'calledElement');
  if (source === null) {
    context.report(
      'call-without-target',
      element,
      text(
        'Expected a call activity to name a calledElement, but it does not.',
        '调用活动应指定 calledElement，但没有。',
      ),
    );
    return null;
  }
  const calledElement = context.value(element, localPart(context, source));
  const binding = bindingOf(context, element);
  return calledElement && binding && { calledElement, binding };
}

/** The name is a qualified one in the schema: of one whose prefix the file declares, the part behind it counts. */
function localPart({ document }: CompileContext, source: string): string {
  const [, prefix, local] = /^([\w.-]+):([\w.-]+)$/.exec(source) ?? [];
  return prefix !== undefined && local !== undefined && Object.hasOwn(document.xml.namespaces, prefix) ? local : source;
}
