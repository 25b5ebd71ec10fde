import type { LoopSpec, ModelValue } from '../graph.ts';
import { bodyOf, flagOf, type ModdleElement, numberOf, oneOf } from '../moddle.ts';
import { text } from '../problem.ts';
import type { CompileContext } from './context.ts';
import type { NodeDraft, ProcessDraft } from './draft.ts';
import { compileLoopData } from './loop-data.ts';
import { compileLoopThrows } from './loop-throws.ts';

/** Pass over the markers of activities: multi-instance and standard loop (BPMN 2.0.2 §13.3.6, §13.3.7). */
export function compileLoops(context: CompileContext, draft: ProcessDraft): void {
  for (const node of draft.nodes) {
    if (node.type === 'process' || node.type.endsWith('Event') || node.type.endsWith('Gateway')) continue;
    const loop = oneOf(node.source, 'loopCharacteristics');
    if (!loop) continue;
    node.loop =
      loop.$type === 'bpmn:StandardLoopCharacteristics'
        ? standard(context, loop)
        : multiInstance(context, draft, { node, loop });
  }
}

function standard(context: CompileContext, loop: ModdleElement): LoopSpec {
  if (bodyOf(loop, 'loopCondition') === null && numberOf(loop, 'loopMaximum') === null) {
    context.report('loop-without-end', loop, withoutEnd);
  }
  return {
    kind: 'standard',
    testBefore: flagOf(loop, 'testBefore'),
    condition: expressionIn(context, loop, 'loopCondition'),
    maximum: numberOf(loop, 'loopMaximum'),
  };
}

function multiInstance(
  context: CompileContext,
  draft: ProcessDraft,
  { node, loop }: { node: NodeDraft; loop: ModdleElement },
): LoopSpec {
  const cardinality = expressionIn(context, loop, 'loopCardinality');
  const data = compileLoopData(context, node, loop);
  const collection = data.collection ?? collectionOf(context, loop);
  checkItems(context, loop);
  const outputCollection = data.outputCollection ?? context.extension(loop, 'outputCollection');
  return {
    kind: 'multiInstance',
    sequential: flagOf(loop, 'isSequential'),
    cardinality,
    collection,
    elementVariable: data.elementVariable ?? (collection ? context.extension(loop, 'elementVariable') : null),
    outputCollection,
    outputElement:
      data.outputElement ?? (outputCollection ? context.value(loop, context.extension(loop, 'outputElement')) : null),
    completionCondition: expressionIn(context, loop, 'completionCondition'),
    throws: compileLoopThrows(context, draft, loop),
  };
}

/** A list cannot be written literally, so a text without `=` is the name of the variable that holds it. */
function collectionOf(context: CompileContext, loop: ModdleElement): ModelValue | null {
  const source = context.extension(loop, 'collection');
  if (source === null) return null;
  const expression = context.feel(loop, source);
  return expression && { kind: 'feel', expression };
}

function checkItems(context: CompileContext, loop: ModdleElement): void {
  const sources = [
    bodyOf(loop, 'loopCardinality'),
    context.extension(loop, 'collection'),
    oneOf(loop, 'loopDataInputRef'),
  ];
  if (sources.filter((source) => source !== null).length === 1) return;
  context.report(
    'multi-instance-items',
    loop,
    text(
      'Expected a multi-instance activity to have one of loopCardinality, loopDataInputRef and tb:collection, but it has none or several.',
      '多实例活动应有 loopCardinality、loopDataInputRef、tb:collection 之一，但没有或有多个。',
    ),
  );
}

type Property = 'loopCondition' | 'loopCardinality' | 'completionCondition';

function expressionIn(context: CompileContext, loop: ModdleElement, property: Property) {
  const source = bodyOf(loop, property);
  if (source === null) return null;
  return context.feel(loop, source, property === 'loopCardinality' ? 'number' : 'boolean');
}

const withoutEnd = text(
  'Expected a loop to have a loopCondition or a loopMaximum, but it has neither and would never end.',
  '循环应有 loopCondition 或 loopMaximum，但两者皆无，将永不结束。',
);
