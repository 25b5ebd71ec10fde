import { MILESTONES, type Milestone } from '../graph.ts';
import type { ModdleElement } from '../moddle.ts';
import { text } from '../problem.ts';
import type { CompileContext } from './context.ts';

/** `tb:milestone` of an activity or a flow, as a property of its own so that graphs without any stay as they are. */
export function milestoneOf(context: CompileContext, element: ModdleElement): { readonly milestone?: Milestone } {
  const source = context.extension(element, 'milestone');
  if (source === null) return {};
  const milestone = MILESTONES.find((known) => known === source);
  if (milestone) return { milestone };
  context.report(
    'milestone-unknown',
    element,
    text(
      `Expected tb:milestone to be ${MILESTONES.join(', ')}, but it is "${source}".`,
      `tb:milestone 应为 ${MILESTONES.join('、')}，但为“${source}”。`,
    ),
  );
  return {};
}
