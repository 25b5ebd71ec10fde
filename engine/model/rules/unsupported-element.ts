import { wordsOf } from '../element-words.ts';
import type { ElementType } from '../graph.ts';
import { localName, type ModdleElement } from '../moddle.ts';
import { type Text, text } from '../problem.ts';
import { EXECUTED_ELEMENTS, OTHER_ELEMENTS } from '../support.ts';
import { isDiagram, walk } from '../walk.ts';
import type { Rule } from './rule.ts';

/** Every element of the standard that is not executed and not mere description is refused. What it contains is not looked at. */
export const unsupportedElement: Rule = {
  id: 'unsupported-element',
  check({ document, report }) {
    const goesInto = (element: ModdleElement) => !isDiagram(element) && isKnown(element);
    for (const element of walk(document.definitions, goesInto)) {
      if (!element.$type.startsWith('bpmn:')) continue;
      if (!isKnown(element)) report(element, notExecuted(element));
      else if (ROLES.has(element.$type) && !BEARERS.has(element.$parent?.$type ?? ''))
        report(element, onlyUserTasks(element));
    }
  },
};

const BEARERS: ReadonlySet<string> = new Set(['bpmn:UserTask', 'bpmn:GlobalUserTask']);

const ROLES: ReadonlySet<string> = new Set(['bpmn:PotentialOwner', 'bpmn:HumanPerformer', 'bpmn:Performer']);

function isKnown(element: ModdleElement): boolean {
  const name = localName(element);
  return EXECUTED_ELEMENTS.has(name as ElementType) || OTHER_ELEMENTS.has(name);
}

const notExecuted = (element: ModdleElement): Text =>
  text(
    `Expected elements that are executed, but the ${wordsOf(element).en} is not yet.`,
    `元素应为可执行的元素，但${wordsOf(element).zh}目前尚不支持执行。`,
  );

const onlyUserTasks = (element: ModdleElement): Text =>
  text(
    `Expected the ${wordsOf(element).en} on a user task, but it stands in the ${wordsOf(element.$parent as ModdleElement).en}, where nobody reads it.`,
    `${wordsOf(element).zh}应用于用户任务，但位于${wordsOf(element.$parent as ModdleElement).zh}中，不起作用。`,
  );
