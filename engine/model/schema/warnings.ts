import type { BpmnDocument } from '../document.ts';
import { wordsOf } from '../element-words.ts';
import type { ModdleElement } from '../moddle.ts';
import { type Problem, text } from '../problem.ts';
import { NAMESPACE } from './schema.ts';

/** What the parser found odd. References have an element; content that it dropped has only a message. */
export interface ReaderWarning {
  readonly message: string;
  readonly element?: ModdleElement;
  readonly property?: string;
  readonly value?: string;
}

/**
 * The parser's warnings as problems. References to nothing are told here; the rest has been told by the checks of ids and
 * schema, with a better place, and is only repeated where those found nothing on that line.
 */
export function problemsOfWarnings(
  warnings: readonly ReaderWarning[],
  document: BpmnDocument,
  known: readonly Problem[],
): Problem[] {
  return warnings.flatMap((warning) => {
    if (warning.message.startsWith('unresolved reference')) return unresolved(warning, document);
    if (warning.message.startsWith('unknown attribute')) return [];
    const line = Number(/line: (\d+)/.exec(warning.message)?.[1] ?? Number.NaN) + 1;
    if (known.some((problem) => problem.line === line || Number.isNaN(line))) return [];
    const reason = warning.message
      .split('\n')
      .map((part) => part.trim())
      .join(', ');
    const problem = document.problem(
      'unreadable-content',
      warning.element ?? null,
      text(`Expected content of BPMN 2.0, but: ${reason}.`, `应为 BPMN 2.0 的内容，但解析器报告：${reason}。`),
    );
    if (Number.isNaN(line)) return [problem];
    const severity = inDiagram(document, line) ? 'warning' : 'error';
    return [{ ...problem, severity, line, column: 1 }];
  });
}

/** What is wrong in a diagram changes how the process looks, never how it runs. */
function inDiagram(document: BpmnDocument, line: number): boolean {
  const diagram = document.xml.children.find(({ uri }) => uri === NAMESPACE.diagram);
  return diagram !== undefined && line >= diagram.line;
}

function unresolved({ element, property, value }: ReaderWarning, document: BpmnDocument): Problem[] {
  if (!element || !property || value === undefined) return [];
  const name = property.slice(property.indexOf(':') + 1);
  return [
    document.problem(
      'unresolved-reference',
      element,
      text(
        `Expected ${name} of the ${wordsOf(element).en} to name an element of this file, but there is no "${value}".`,
        `${wordsOf(element).zh}的 ${name} 应指向本文件中的元素，但没有“${value}”。`,
      ),
      element.$type.startsWith('bpmn:') ? 'error' : 'warning',
    ),
  ];
}
