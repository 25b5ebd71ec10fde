import type { ElementType } from '../graph.ts';
import { localName, type ModdleElement } from '../moddle.ts';
import type { ProcessDraft } from './draft.ts';
import { emptyNode } from './nodes.ts';

const TASKS: ReadonlyMap<string, ElementType> = new Map<string, ElementType>([
  ['globalTask', 'task'],
  ['globalUserTask', 'userTask'],
  ['globalManualTask', 'manualTask'],
  ['globalScriptTask', 'scriptTask'],
  ['globalBusinessRuleTask', 'businessRuleTask'],
]);

/**
 * A global task (BPMN 2.0.2 §10.3.6) is called as a process is: a process of its own with nothing but that task in it. Both bear its id.
 */
export function compileGlobalTask(task: ModdleElement): ProcessDraft {
  const type = TASKS.get(localName(task)) ?? 'task';
  const process = emptyNode(task, 'process', { index: 0, parent: -1 });
  process.children.push(1);
  const node = emptyNode(task, type, { index: 1, parent: 0 });
  return { source: task, nodes: [process, node], flows: [], indexOf: new Map([[task, 1]]), lanes: new Map() };
}
