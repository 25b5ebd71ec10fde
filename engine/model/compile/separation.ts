import { text } from '../problem.ts';
import { type CompileContext, listOf } from './context.ts';
import type { NodeDraft, ProcessDraft } from './draft.ts';

/** `tb:separateFrom="A B"`: who has acted at one of these user tasks may not act here, and the other way round, whichever comes first. */
export function compileSeparation(context: CompileContext, draft: ProcessDraft): void {
  const pairs = draft.nodes.flatMap((node) => pairsOf(context, draft, node));
  for (const node of draft.nodes) {
    const others = pairs.flatMap(([one, other]) => (one === node.index ? [other] : other === node.index ? [one] : []));
    if (!node.user || others.length === 0) continue;
    node.user = { ...node.user, separateFrom: [...new Set(others)].sort((a, b) => a - b) };
  }
}

function pairsOf(context: CompileContext, draft: ProcessDraft, node: NodeDraft): [number, number][] {
  if (!node.user) return [];
  const names = listOf(context.extension(node.source, 'separateFrom')?.replace(/\s+/g, ',') ?? null);
  return names.flatMap((name): [number, number][] => {
    const other = draft.nodes.find(({ id }) => id === name);
    if (other?.user && other !== node) return [[node.index, other.index]];
    context.report('separation-unknown', node.source, unknown(node.id, name));
    return [];
  });
}

const unknown = (id: string, name: string) =>
  text(
    `Expected tb:separateFrom of "${id}" to name other user tasks of the process, but "${name}" is none.`,
    `“${id}”的 tb:separateFrom 应为本流程的其他用户任务，但“${name}”不是。`,
  );
