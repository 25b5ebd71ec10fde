import type { Binding } from '../graph.ts';
import type { ModdleElement } from '../moddle.ts';
import { text } from '../problem.ts';
import type { CompileContext } from './context.ts';

/** Which version of what it names an element means (`tb:binding`); null, with a problem, where that is not clear. */
export function bindingOf(context: CompileContext, element: ModdleElement): Binding | null {
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
