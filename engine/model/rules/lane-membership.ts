import { wordsOf } from '../element-words.ts';
import { type ModdleElement, manyOf, oneOf } from '../moddle.ts';
import { text } from '../problem.ts';
import type { Rule, RuleInput } from './rule.ts';

/** Lanes part the flow nodes of their process: each is in one lane of a set at most, whatever is inside that lane (BPMN 2.0.2 §10.8). */
export const laneMembership: Rule = {
  id: 'lane-membership',
  check(input) {
    for (const { source } of input.drafts) {
      for (const laneSet of laneSetsIn(source)) checkLaneSet(input, source, laneSet);
    }
  },
};

function laneSetsIn(scope: ModdleElement): ModdleElement[] {
  return [...manyOf(scope, 'laneSets'), ...manyOf(scope, 'flowElements').flatMap(laneSetsIn)];
}

function checkLaneSet(input: RuleInput, process: ModdleElement, laneSet: ModdleElement): void {
  const laneOf = new Map<ModdleElement, ModdleElement>();
  for (const lane of manyOf(laneSet, 'lanes')) {
    for (const node of membersOf(lane)) {
      const other = laneOf.get(node);
      if (other) input.report(lane, inTwo(node, other, lane));
      laneOf.set(node, lane);
    }
    for (const node of manyOf(lane, 'flowNodeRef')) {
      if (node.$instanceOf('bpmn:FlowNode') && !isInside(node, process)) input.report(lane, elsewhere(node, lane));
    }
    const inner = oneOf(lane, 'childLaneSet');
    if (inner) checkLaneSet(input, process, inner);
  }
}

/** The nodes of a lane and of all lanes inside it, each once: one that is named by both is in the inner lane. */
function membersOf(lane: ModdleElement): ReadonlySet<ModdleElement> {
  const inner = oneOf(lane, 'childLaneSet');
  const below = inner ? manyOf(inner, 'lanes').flatMap((child) => [...membersOf(child)]) : [];
  return new Set([...manyOf(lane, 'flowNodeRef'), ...below]);
}

function isInside(node: ModdleElement, process: ModdleElement): boolean {
  for (let at: ModdleElement | undefined = node; at; at = at.$parent) if (at === process) return true;
  return false;
}

const inTwo = (node: ModdleElement, first: ModdleElement, second: ModdleElement) =>
  text(
    `Expected the ${wordsOf(node).en} "${node.id}" in one lane, but it is in "${first.id}" and in "${second.id}".`,
    `${wordsOf(node).zh}“${node.id}”应只在一个泳道中，但同时在“${first.id}”和“${second.id}”中。`,
  );

const elsewhere = (node: ModdleElement, lane: ModdleElement) =>
  text(
    `Expected nodes of its own process in the lane "${lane.id}", but the ${wordsOf(node).en} "${node.id}" is of another.`,
    `泳道“${lane.id}”应只含本流程的节点，但${wordsOf(node).zh}“${node.id}”属于其他流程。`,
  );
