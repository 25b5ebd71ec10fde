import { text } from '../problem.ts';
import { type CompileContext, listOf } from './context.ts';
import type { NodeDraft, ProcessDraft } from './draft.ts';

/**
 * `tb:separateFrom="A B"` of a user task or a call activity, naming such: who has acted at one of these may not act here, and the other way round,
 * whichever comes first. A call activity stands for all user tasks of what it calls, and of what that calls.
 */
export function compileSeparation(context: CompileContext, draft: ProcessDraft): void {
  const pairs = draft.nodes.flatMap((node) => pairsOf(context, draft, node));
  for (const node of draft.nodes) {
    const others = pairs.flatMap(([one, other]) => (one === node.index ? [other] : other === node.index ? [one] : []));
    if (others.length === 0) continue;
    const separateFrom = [...new Set(others)].sort((a, b) => a - b);
    if (node.user) node.user = { ...node.user, separateFrom };
    if (node.call) node.call = { ...node.call, separateFrom };
  }
}

const isSeparable = ({ user, call }: NodeDraft): boolean => user !== null || call !== null;

function pairsOf(context: CompileContext, draft: ProcessDraft, node: NodeDraft): [number, number][] {
  if (!isSeparable(node)) return [];
  const names = listOf(context.extension(node.source, 'separateFrom')?.replace(/\s+/g, ',') ?? null);
  return names.flatMap((name): [number, number][] => {
    const other = draft.nodes.find(({ id }) => id === name);
    if (other && isSeparable(other) && other !== node) return [[node.index, other.index]];
    context.report('separation-unknown', node.source, unknown(node.id, name));
    return [];
  });
}

const unknown = (id: string, name: string) =>
  text(
    `Expected tb:separateFrom of "${id}" to name other user tasks or call activities of the process, but "${name}" is none.`,
    `“${id}”的 tb:separateFrom 应为本流程的其他用户任务或调用活动，但“${name}”不是。`,
  );
