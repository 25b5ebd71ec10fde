import { type NodeDraft, nodeAt, type ProcessDraft } from '../compile/draft.ts';
import { reachableFrom } from '../compile/reachability.ts';
import { text } from '../problem.ts';
import type { Rule } from './rule.ts';

/**
 * What is thrown when a department cannot be reached must be caught in the same process, and the manual path must lead to a person: else
 * nobody would notice, and the work would not be done.
 */
export const giveUp: Rule = {
  id: 'give-up',
  needsAllFlows: true,
  check({ drafts, report }) {
    for (const draft of drafts) {
      for (const node of draft.nodes) {
        if (!node.job?.giveUp) continue;
        const { code, manual } = node.job.giveUp;
        const handler = handlerOf(draft, node, code);
        if (!handler) report(node.source, uncaught(node.id, code));
        else if (manual && !leadsToPerson(draft, handler)) report(node.source, nobody(node.id, handler.id));
      }
    }
  },
};

/** As the core looks for it: outwards, at each place the event sub-processes of a scope before the events on its border. */
function handlerOf(draft: ProcessDraft, thrower: NodeDraft, code: string): NodeDraft | undefined {
  let inside: NodeDraft | undefined;
  for (let scope: NodeDraft | undefined = thrower; scope; scope = draft.nodes[scope.parent]) {
    const starts = inside ? startsOf(draft, scope, inside) : [];
    const found: NodeDraft | undefined = pick(starts, code) ?? pick(bordersOf(draft, scope), code);
    if (found) return found;
    inside = scope;
  }
  return undefined;
}

const bordersOf = (draft: ProcessDraft, { index }: NodeDraft): NodeDraft[] =>
  draft.nodes.filter(({ type, attachedTo }) => type === 'boundaryEvent' && attachedTo === index);

const startsOf = (draft: ProcessDraft, scope: NodeDraft, inside: NodeDraft): NodeDraft[] =>
  scope.children
    .map((index) => nodeAt(draft, index))
    .filter((child) => child.triggeredByEvent && child.index !== inside.index)
    .flatMap((child) => child.children.map((index) => nodeAt(draft, index)))
    .filter(({ type }) => type === 'startEvent');

function pick(nodes: readonly NodeDraft[], code: string): NodeDraft | undefined {
  const catching = (wanted: string | null): NodeDraft | undefined =>
    nodes.find(({ events }) => events.some((event) => event.kind === 'error' && event.code === wanted));
  return catching(code) ?? catching(null);
}

const leadsToPerson = (draft: ProcessDraft, handler: NodeDraft): boolean =>
  [...reachableFrom(draft, [handler.index])].some((index) => holdsPerson(draft, nodeAt(draft, index)));

/** What a called process holds is not known here. */
const holdsPerson = (draft: ProcessDraft, { type, children }: NodeDraft): boolean =>
  type === 'userTask' || type === 'callActivity' || children.some((index) => holdsPerson(draft, nodeAt(draft, index)));

const uncaught = (id: string, code: string) =>
  text(
    `Expected the error "${code}" that "${id}" throws when its department cannot be reached to be caught in this process, but it is not.`,
    `“${id}”在无法联系对方部门时抛出的错误“${code}”应在本流程内捕获，但没有。`,
  );

const nobody = (id: string, handler: string) =>
  text(
    `Expected the manual path of "${id}" to lead from "${handler}" to a user task, but it does not: nobody would do the work.`,
    `“${id}”的人工路径应从“${handler}”通向用户任务，但没有：将无人办理。`,
  );
