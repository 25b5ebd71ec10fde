import { freshElement } from './fresh-element.ts';
import { gapAtEnd, gapInside } from './layout-of-text.ts';
import type { Merge, Target } from './merge-context.ts';
import { writtenText } from './plain.ts';
import { elementsIn, ownText, type SourceElement, type SourceNode, type SourceText } from './source-tree.ts';

/** What stays of the content of the file: as it is written, or as the tool has it now. */
type Piece = { readonly text: string } | { readonly now: SourceElement };

/** What stands between the tags of an element of the file now. */
export function mergedContent(merge: Merge, target: Target): string {
  const pieces = staying(merge, target);
  const slots = pieces.flatMap((piece) => ('now' in piece ? [piece.now] : []));
  const filled = inOrder(merge, target, slots);
  const come = additions(target.now, new Set(slots));
  const gap = gapInside(merge.document, target.file);
  const place = { scope: target.file.scope, gap };
  const added = (anchor: SourceElement | null): string =>
    (come.get(anchor) ?? []).map((child) => gap + freshElement(merge, child, place)).join('');
  const first = leadAt(pieces);
  let slot = 0;
  const written = pieces.map((piece) => {
    if ('text' in piece) return piece.text;
    const child = filled[slot++] as SourceElement;
    return merge.element({ file: fileOf(merge, child), now: child, scope: target.file.scope }) + added(child);
  });
  const lead = added(null);
  const all = [...written.slice(0, first), lead, ...written.slice(first)].join('');
  return target.file.children.length === 0 && lead !== '' ? all + gapAtEnd(merge.document, target.file) : all;
}

const fileOf = (merge: Merge, now: SourceElement): SourceElement => merge.fileOf(now) as SourceElement;

/** Everything but elements that are gone, or now elsewhere, each with the line it stood on; text that was changed is replaced. */
function staying(merge: Merge, { file, now }: Target): Piece[] {
  const { document } = merge;
  const text = changedText(merge, now);
  const pieces: Piece[] = [];
  let said = text === null;
  for (const node of file.children) {
    if (node.kind === 'element') {
      const child = merge.nowOf(node);
      if (child?.parent === now) pieces.push({ now: child });
      else if (child === undefined) pieces.push(asWritten(document.text, node));
      else if (isBlank(pieces.at(-1))) pieces.pop();
    } else if (text === null || node.kind === 'other') pieces.push(asWritten(document.text, node));
    else if (!said && node.plain.trim() !== '') {
      pieces.push({ text: textLike(node, text) });
      said = true;
    } else if (node.plain.trim() === '' && elementsIn(now).length > 0) pieces.push(asWritten(document.text, node));
  }
  if (!said) pieces.push({ text: writtenText(text ?? '') });
  return pieces;
}

const asWritten = (source: string, { start, end }: SourceNode): Piece => ({ text: source.slice(start, end) });

const isBlank = (piece: Piece | undefined): boolean =>
  piece !== undefined && 'text' in piece && piece.text !== '' && piece.text.trim() === '';

/** The new text of an element; null where it is as before. */
function changedText(merge: Merge, now: SourceElement): string | null {
  const before = ownText(merge.oldOf(now));
  const text = ownText(now);
  const layout = before.trim() === '' && text.trim() === '' && elementsIn(now).length > 0;
  return before === text || layout ? null : merge.inFile(text);
}

const textLike = ({ kind }: SourceText, text: string): string =>
  kind === 'cdata' && !text.includes(']]>') ? `<![CDATA[${text}]]>` : writtenText(text);

/** What fills the places: in the order of the file, unless somebody changed the order. */
function inOrder(merge: Merge, { now }: Target, slots: readonly SourceElement[]): readonly SourceElement[] {
  const stay = new Set(slots);
  const is = elementsIn(now).filter((child) => stay.has(child));
  const rank = new Map(elementsIn(merge.oldOf(now)).map((old, i) => [old, i]));
  const ranks = is.map((child) => rank.get(merge.oldOf(child)) ?? -1);
  return ranks.every((at, i) => i === 0 || at > (ranks[i - 1] as number)) ? slots : is;
}

/** New children, by the one that stays and comes before them. */
function additions(now: SourceElement, stay: ReadonlySet<SourceElement>): Map<SourceElement | null, SourceElement[]> {
  const found = new Map<SourceElement | null, SourceElement[]>();
  let anchor: SourceElement | null = null;
  for (const child of elementsIn(now)) {
    if (stay.has(child)) anchor = child;
    else found.set(anchor, [...(found.get(anchor) ?? []), child]);
  }
  return found;
}

/** Where children go that come before all that stay: before the line of the first of these, else at the end. */
function leadAt(pieces: readonly Piece[]): number {
  const first = pieces.findIndex((piece) => 'now' in piece);
  const at = first < 0 ? pieces.length : first;
  return isBlank(pieces[at - 1]) ? at - 1 : at;
}
