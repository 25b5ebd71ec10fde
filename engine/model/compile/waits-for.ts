import type { WaitsFor } from '../graph.ts';
import type { ModdleElement } from '../moddle.ts';
import { text } from '../problem.ts';
import type { CompileContext } from './context.ts';

/** `tb:waitsFor` of what a token waits at, as a property of its own so that graphs without any stay as they are. */
export function waitsForOf(context: CompileContext, element: ModdleElement): { readonly waitsFor?: WaitsFor } {
  const source = context.extension(element, 'waitsFor');
  if (source === null) return {};
  if (source === 'applicant') return { waitsFor: source };
  context.report(
    'waits-for-unknown',
    element,
    text(
      `Expected tb:waitsFor to be applicant, but it is "${source}".`,
      `tb:waitsFor 应为 applicant，但为“${source}”。`,
    ),
  );
  return {};
}
