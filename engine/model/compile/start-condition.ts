import type { FeelExpression } from '../../feel/compile.ts';
import { readsClock } from '../../feel/reads-clock.ts';
import type { StoreRead } from '../graph.ts';
import { type ModdleElement, manyOf } from '../moddle.ts';
import { type Text, text } from '../problem.ts';
import { walk } from '../walk.ts';
import type { CompileContext } from './context.ts';
import { isStore, storeRead } from './data-store.ts';

/** Whether the event stands at the beginning of a process, where there is no case whose data a condition could read. */
export const opensCase = (event: ModdleElement): boolean =>
  event.$type === 'bpmn:StartEvent' && event.$parent?.$type === 'bpmn:Process';

/**
 * The data stores that the condition of such an event reads (BPMN 2.0.2 §10.5.5: data outside the process). It is judged when one of them is
 * written, so whatever else it reads would go unnoticed, and is refused.
 */
export function storesOf(
  context: CompileContext,
  { event, definition }: { readonly event: ModdleElement; readonly definition: ModdleElement },
  condition: FeelExpression,
): readonly StoreRead[] {
  const known = new Map(storesSeen(context, event).map((store) => [store.store, store]));
  const read = [...condition.reads].map((name) => known.get(name) ?? name);
  const others = read.filter((each) => typeof each === 'string');
  if (others.length > 0) context.report('start-condition', definition, otherData(others.join(', ')));
  else if (readsClock(condition.source)) context.report('start-condition', definition, asksForTime);
  else if (read.length === 0) context.report('start-condition', definition, readsNothing);
  return read.filter((each) => typeof each !== 'string');
}

/** The stores of the file, and those that its process draws. */
function storesSeen(context: CompileContext, event: ModdleElement): StoreRead[] {
  const process = event.$parent as ModdleElement;
  const roots = manyOf(context.document.definitions, 'rootElements');
  return [...roots, ...walk(process)].filter(isStore).map(storeRead);
}

const otherData = (names: string): Text =>
  text(
    `Expected the condition of a start event to read data stores only, because there is no case yet, but it reads ${names}.`,
    `流程启动条件只能读取数据存储（此时尚无办件），但读取了 ${names}。`,
  );

const asksForTime = text(
  'Expected the condition of a start event to read data stores only, but it asks for the time: use a timer start event.',
  '流程启动条件只能读取数据存储，但读取了当前时间：请使用定时启动事件。',
);

const readsNothing = text(
  'Expected the condition of a start event to read a data store, but it reads none and never changes.',
  '流程启动条件应读取数据存储，但没有读取，其结果永不改变。',
);
