/** How a file is laid out, so that what is added looks as if it had been there. */
import { elementsIn, type SourceDocument, type SourceElement, type SourceNode } from './source-tree.ts';

/** White space before an element: a line end and its indentation; empty where the file is written without any. */
function gapBefore({ text }: SourceDocument, node: SourceNode, siblings: readonly SourceNode[]): string {
  const before = siblings[siblings.indexOf(node) - 1];
  if (before?.kind !== 'text') return '';
  const written = text.slice(before.start, before.end);
  return /^\s*$/.test(written) ? (/\r?\n[^\n]*$/.exec(written)?.[0] ?? '') : '';
}

/** What a new child is put on its line with. */
export function gapInside(document: SourceDocument, element: SourceElement): string {
  const [first] = elementsIn(element);
  if (first) return gapBefore(document, first, element.children);
  const own = element.parent ? gapBefore(document, element, element.parent.children) : lineEnd(document);
  return own === '' ? '' : own + unitOf(document);
}

/** What stands before an end tag on a line of its own. */
export function gapAtEnd(document: SourceDocument, element: SourceElement): string {
  if (gapInside(document, element) === '') return '';
  return element.parent ? gapBefore(document, element, element.parent.children) : lineEnd(document);
}

const lineEnd = ({ text }: SourceDocument): string => /\r?\n/.exec(text)?.[0] ?? '';

/** One step of indentation. */
export function unitOf(document: SourceDocument): string {
  const [first] = elementsIn(document.root);
  const gap = first ? gapBefore(document, first, document.root.children) : '';
  return gap.replace(/^\r?\n/, '') || '  ';
}
