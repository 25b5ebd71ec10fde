/** F4 at deployment: what a model asks of the list of responsibilities must have one answer everywhere the list speaks of. */
import type { FindingSpec, FlowNode, ModelValue, ProcessGraph } from '../../model/graph.ts';
import { type Problem, type Severity, type Text, text } from '../../model/problem.ts';
import type { ResponsibilityRow } from '../organisation/rows.ts';
import { responsibleFor } from './responsibility.ts';

/** `rows` are the entries that hold when the model comes into effect. A matter that is an expression is known when it is asked. */
export function listProblems(graph: ProcessGraph, rows: readonly ResponsibilityRow[]): Problem[] {
  return graph.nodes.flatMap((node) => {
    const finding = node.user?.assignment.finding;
    return finding?.rule === 'responsibility' ? problemsAt(node, finding, rows) : [];
  });
}

function problemsAt({ id }: FlowNode, spec: FindingSpec, rows: readonly ResponsibilityRow[]): Problem[] {
  const matter = literalOf(spec.matter);
  if (matter === undefined) return [];
  const listed = rows.filter(({ kind }) => kind === 'responsible');
  if (listed.length === 0) return [problem('responsibility-list-empty', id, EMPTY, 'warning')];
  const areas = spec.area?.kind === 'feel' ? areasIn(listed) : [literalOf(spec.area) ?? null];
  const level = literalOf(spec.level) ?? null;
  return areas.flatMap((area) => {
    const found = responsibleFor(listed, { matter, area, level });
    if (found.length === 1) return [];
    if (found.length === 0) return [problem('responsibility-gap', id, gap(matter, area))];
    return [problem('responsibility-overlap', id, overlap({ matter, area, ids: found.map((row) => row.id) }))];
  });
}

/** Undefined where it is an expression; null where it is not said. */
function literalOf(value: ModelValue | null | undefined): string | null | undefined {
  if (!value) return null;
  return value.kind === 'literal' ? value.text : undefined;
}

/** Areas the list distinguishes. */
const areasIn = (rows: readonly ResponsibilityRow[]): (string | null)[] => [...new Set(rows.map(({ area }) => area))];

const problem = (rule: string, elementId: string, message: Text, severity: Severity = 'error'): Problem => ({
  rule,
  severity,
  elementId,
  line: null,
  column: null,
  message,
});

const EMPTY = text(
  'Expected a list of responsibilities that says who leads, but it is empty: nobody is found before it is filled.',
  '责任清单应载明主办部门，但清单为空；填写之前找不到办理人。',
);
const gap = (matter: string | null, area: string | null) =>
  text(
    `Expected one lead for matter "${matter ?? '-'}" in area "${area ?? '-'}", but the list of responsibilities names none.`,
    `事项“${matter ?? '-'}”、区域“${area ?? '-'}”应有一个主办部门，但责任清单中没有。`,
  );
const overlap = ({ matter, area, ids }: { matter: string | null; area: string | null; ids: readonly string[] }) =>
  text(
    `Expected one lead for matter "${matter ?? '-'}" in area "${area ?? '-'}", but entries ${ids.join(', ')} of the list of responsibilities overlap.`,
    `事项“${matter ?? '-'}”、区域“${area ?? '-'}”应只有一个主办部门，但责任清单条目 ${ids.join('、')} 重叠。`,
  );
