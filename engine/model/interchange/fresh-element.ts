import { unitOf } from './layout-of-text.ts';
import type { Merge } from './merge-context.ts';
import type { Scope } from './namespaces.ts';
import { writtenText } from './plain.ts';
import { elementsIn, ownText, type SourceElement } from './source-tree.ts';
import { attributeText, elementName } from './write-names.ts';

interface Where {
  readonly scope: Scope;
  /** What a child of the place is put on its line with. */
  readonly gap: string;
}

/** An element the file does not have at this place, in the words of the place; what comes from elsewhere in the file is taken from there. */
export function freshElement(merge: Merge, now: SourceElement, where: Where): string {
  const file = merge.fileOf(now);
  if (file) return merge.element({ file, now, scope: where.scope });
  const place = { scope: where.scope, prefixes: merge.prefixes };
  const name = elementName(now, place);
  const attributes = now.attributes
    .map((attribute) => ` ${attributeText({ ...attribute, plain: merge.inFile(attribute.plain) }, now, place)}`)
    .join('');
  const content = contentOf(merge, now, where);
  return content === '' ? `<${name}${attributes} />` : `<${name}${attributes}>${content}</${name}>`;
}

function contentOf(merge: Merge, now: SourceElement, { scope, gap }: Where): string {
  const children = elementsIn(now);
  const text = ownText(now);
  if (children.length === 0) return writtenText(merge.inFile(text));
  const inner = gap === '' ? '' : gap + unitOf(merge.document);
  const said = text.trim() === '' ? '' : writtenText(text.trim());
  return said + children.map((child) => inner + freshElement(merge, child, { scope, gap: inner })).join('') + gap;
}
