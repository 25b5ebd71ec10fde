import type { ModelValue } from '../graph.ts';
import { type ModdleElement, manyOf, oneOf } from '../moddle.ts';
import { text } from '../problem.ts';
import type { CompileContext } from './context.ts';
import { mappingOf, variable } from './data.ts';
import { dataName } from './data-name.ts';
import type { NodeDraft } from './draft.ts';

export interface LoopData {
  readonly collection: ModelValue | null;
  readonly elementVariable: string | null;
  readonly outputCollection: string | null;
  readonly outputElement: ModelValue | null;
}

/**
 * The standard's way to name the items of a multi-instance activity and to collect its results (BPMN 2.0.2 Table 10.29). The lists belong to
 * the activity as a whole, so an association with one is evaluated once and not for each item.
 */
export function compileLoopData(context: CompileContext, node: NodeDraft, loop: ModdleElement): LoopData {
  const input = oneOf(loop, 'loopDataInputRef');
  const output = oneOf(loop, 'loopDataOutputRef');
  const inputItem = oneOf(loop, 'inputDataItem');
  const outputItem = oneOf(loop, 'outputDataItem');
  if ((inputItem && !input) || (outputItem === null) !== (output === null))
    context.report('loop-data', loop, incomplete);
  return {
    collection: input && collectionOf(context, node, { loop, input }),
    elementVariable: inputItem && dataName(inputItem),
    outputCollection: output && outputOf(context, node, output),
    outputElement: output && outputItem && variable(context, loop, outputItem),
  };
}

function collectionOf(
  context: CompileContext,
  node: NodeDraft,
  { loop, input }: { loop: ModdleElement; input: ModdleElement },
): ModelValue | null {
  const association = manyOf(node.source, 'dataInputAssociations').find((each) => oneOf(each, 'targetRef') === input);
  if (!association) return variable(context, loop, input);
  node.inputs = node.inputs.filter(({ target }) => target !== dataName(input));
  return mappingOf(context, association)?.source ?? null;
}

function outputOf(context: CompileContext, node: NodeDraft, output: ModdleElement): string | null {
  const association = manyOf(node.source, 'dataOutputAssociations').find((each) =>
    manyOf(each, 'sourceRef').includes(output),
  );
  if (!association) return dataName(output);
  const target = mappingOf(context, association)?.target ?? null;
  node.outputs = node.outputs.filter((mapping) => mapping.target !== target);
  return target;
}

const incomplete = text(
  'Expected inputDataItem next to loopDataInputRef, and outputDataItem and loopDataOutputRef together, but one is missing.',
  'inputDataItem 应与 loopDataInputRef、outputDataItem 应与 loopDataOutputRef 同时出现，但有缺失。',
);
