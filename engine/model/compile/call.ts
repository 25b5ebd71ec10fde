import type { Binding, CallSpec } from '../graph.ts';
import { type ModdleElement, textOf } from '../moddle.ts';
import { text } from '../problem.ts';
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

function bindingOf(context: CompileContext, element: ModdleElement): Binding | null {
  const kind = context.extension(element, 'binding') ?? 'latest';
  switch (kind) {
    case 'latest':
    case 'deployment':
      return { kind };
    case 'version': {
      const version = Number(context.extension(element, 'version') ?? Number.NaN);
      return Number.isInteger(version) && version > 0 ? { kind, version } : incomplete(context, element, 'version');
    }
    case 'versionTag': {
      const tag = context.extension(element, 'versionTag');
      return tag === null ? incomplete(context, element, 'versionTag') : { kind, tag };
    }
    default:
      context.report(
        'binding-invalid',
        element,
        text(
          `Expected tb:binding to be latest, deployment, version or versionTag, but it is "${kind}".`,
          `tb:binding 应为 latest、deployment、version 或 versionTag，但为“${kind}”。`,
        ),
      );
      return null;
  }
}

function incomplete(context: CompileContext, element: ModdleElement, attribute: string): null {
  context.report(
    'binding-invalid',
    element,
    text(
      `Expected tb:${attribute} next to tb:binding="${attribute}", but it is missing or no valid value.`,
      `tb:binding="${attribute}" 时应有有效的 tb:${attribute}，但缺少或无效。`,
    ),
  );
  return null;
}
