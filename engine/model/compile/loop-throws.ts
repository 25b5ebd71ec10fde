import type { EventSpec, LoopThrow } from '../graph.ts';
import { bodyOf, type ModdleElement, manyOf, oneOf } from '../moddle.ts';
import { type Text, text } from '../problem.ts';
import type { CompileContext } from './context.ts';
import type { ProcessDraft } from './draft.ts';
import { EVENT_DEFINITIONS } from './event-definitions.ts';
import { definitionsOf } from './events.ts';

const REFERENCES = [
  { behavior: 'None', reference: 'noneBehaviorEventRef', when: 'each' },
  { behavior: 'One', reference: 'oneBehaviorEventRef', when: 'first' },
] as const;

/**
 * What a multi-instance activity throws as its items complete (BPMN 2.0.2 Table 10.30): with behavior None for each, with One for the first,
 * with Complex where a condition holds, with All nothing. What the behavior does not use must not be there.
 */
export function compileLoopThrows(context: CompileContext, draft: ProcessDraft, loop: ModdleElement): LoopThrow[] {
  const behavior = String(loop.get('behavior') ?? 'All');
  const complex = manyOf(loop, 'complexBehaviorDefinition');
  const found: LoopThrow[] = [];
  for (const { reference, when, ...row } of REFERENCES) {
    const definition = oneOf(loop, reference);
    if ((definition !== null) !== (row.behavior === behavior))
      context.report('loop-behavior', loop, fits(behavior, reference));
    else if (definition)
      found.push({ when, events: eventsOf(context, draft, { event: loop, definitions: [definition] }) });
  }
  if (complex.length > 0 !== (behavior === 'Complex'))
    context.report('loop-behavior', loop, fits(behavior, 'complexBehaviorDefinition'));
  else found.push(...complex.flatMap((definition) => complexThrow(context, draft, definition) ?? []));
  return found;
}

function complexThrow(context: CompileContext, draft: ProcessDraft, definition: ModdleElement): LoopThrow | null {
  const source = bodyOf(definition, 'condition');
  const event = oneOf(definition, 'event');
  if (source === null || !event) {
    context.report('loop-behavior', definition, incomplete);
    return null;
  }
  const when = context.feel(definition, source, 'boolean');
  return when && { when, events: eventsOf(context, draft, { event, definitions: definitionsOf(event) }) };
}

const THROWN: ReadonlySet<string> = new Set(['message', 'signal', 'escalation']);

function eventsOf(
  context: CompileContext,
  draft: ProcessDraft,
  { event, definitions }: { event: ModdleElement; definitions: readonly ModdleElement[] },
): EventSpec[] {
  if (definitions.length === 0) context.report('loop-behavior', event, incomplete);
  return definitions.flatMap((definition) => {
    const spec = EVENT_DEFINITIONS.get(definition.$type)?.({ context, draft, event, definition, catching: false });
    if (spec && !THROWN.has(spec.kind)) context.report('loop-behavior', event, notThrown(spec.kind));
    return spec ? [spec] : [];
  });
}

const fits = (behavior: string, reference: string): Text =>
  text(
    `Expected what behavior="${behavior}" uses and nothing else, but ${reference} does not fit it.`,
    `应只包含 behavior="${behavior}" 所用的内容，但 ${reference} 与之不符。`,
  );

const incomplete = text(
  'Expected a complexBehaviorDefinition to have a condition and an event with a definition, but something is missing.',
  'complexBehaviorDefinition 应有条件和带定义的事件，但有缺失。',
);

const notThrown = (kind: string): Text =>
  text(
    `Expected a message, signal or escalation thrown by a multi-instance activity, but it is "${kind}".`,
    `多实例活动应抛出消息、信号或升级，但为“${kind}”。`,
  );
