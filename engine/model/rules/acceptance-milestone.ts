import { flowAt, type NodeDraft, nodeAt, type ProcessDraft } from '../compile/draft.ts';
import { startingNodes } from '../compile/reachability.ts';
import { type Text, text } from '../problem.ts';
import type { Rule } from './rule.ts';

/** Verbs the law admits before acceptance only. */
const BEFORE: ReadonlySet<string> = new Set(['request-supplement', 'decline-acceptance', 'accept-tolerantly']);

/**
 * Where the law distinguishes before and after acceptance, the model has to say when that is (`tb:milestone="accepted"`); and a task that no token
 * comes to before then cannot use what the law admits before only.
 */
export const acceptanceMilestone: Rule = {
  id: 'acceptance-milestone',
  needsAllFlows: true,
  check({ drafts, report }) {
    const isDeclared = drafts.some(({ nodes, flows }) => [...nodes, ...flows].some(({ milestone }) => milestone));
    for (const draft of drafts) {
      const early = beforeAcceptance(draft);
      for (const node of draft.nodes) {
        const verb = node.user?.operations?.find((one) => BEFORE.has(one));
        if (verb === undefined) continue;
        if (!isDeclared) report(node.source, undeclared(node.id, verb));
        else if (!early.has(node.index)) report(node.source, tooLate(node.id, verb));
      }
    }
  },
};

/** Nodes that a token can come to without having passed the milestone; what lies in a scope that can be entered counts with the scope. */
function beforeAcceptance(draft: ProcessDraft): ReadonlySet<number> {
  const reached = new Set<number>();
  const open = [0];
  for (let index = open.pop(); index !== undefined; index = open.pop()) {
    if (reached.has(index)) continue;
    reached.add(index);
    open.push(...nextOf(draft, nodeAt(draft, index)));
  }
  return reached;
}

function nextOf(draft: ProcessDraft, node: NodeDraft): number[] {
  const inside = node.children.length > 0 ? [...startingNodes(draft, node.index), ...node.eventSubProcesses] : [];
  const borders = [...node.boundaries];
  if (node.milestone) return [...inside, ...borders];
  const onwards = node.outgoing
    .map((index) => flowAt(draft, index))
    .filter(({ milestone }) => !milestone)
    .map(({ target }) => target);
  return [...inside, ...borders, ...onwards];
}

const undeclared = (id: string, verb: string): Text =>
  text(
    `Expected the model to declare when the application is accepted (tb:milestone="accepted"), because "${id}" admits "${verb}", but it does not.`,
    `“${id}”允许“${verb}”，模型应声明何时受理（tb:milestone="accepted"），但没有。`,
  );

const tooLate = (id: string, verb: string): Text =>
  text(
    `Expected "${verb}" before acceptance only, but no token comes to "${id}" before then.`,
    `“${verb}”只能在受理前使用，但“${id}”只能在受理后到达。`,
  );
