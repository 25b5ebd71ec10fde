import type { Merge, Target } from './merge-context.ts';
import { attributesOf, keyOf } from './sameness.ts';
import type { SourceAttribute, SourceElement } from './source-tree.ts';
import { attributeText } from './write-names.ts';

export interface MergedTag {
  /** From the name on, declarations included, with the space before each. */
  readonly attributes: string;
  /** How the tag was closed. */
  readonly end: string;
}

/** The attributes of an element of the file: changed ones in their place, new ones last, everything else as it is written. */
export function mergedTag(merge: Merge, { file, now }: Target): MergedTag {
  const { text } = merge.document;
  const was = new Map(attributesOf(merge.oldOf(now)));
  const is = new Map(attributesOf(now));
  const changed = (key: string): boolean => was.get(key) !== is.get(key);
  const write = (attribute: SourceAttribute): string => written(merge, { attribute, file, now });
  let attributes = '';
  let from = file.start + 1 + file.name.length;
  for (const attribute of file.attributes) {
    const key = keyOf(file, attribute);
    if (!changed(key)) continue;
    const value = now.attributes.find((each) => keyOf(now, each) === key);
    const before = text.slice(from, attribute.start);
    attributes += value ? `${before}${attribute.name}=${write(value).replace(/^[^=]*=/, '')}` : before.trimEnd();
    from = attribute.end;
  }
  const rest = text.slice(from, file.open);
  const end = /\s*\/?>$/.exec(rest)?.[0] ?? '>';
  const there = new Set(file.attributes.map((attribute) => keyOf(file, attribute)));
  const added = now.attributes.filter((each) => changed(keyOf(now, each)) && !there.has(keyOf(now, each)));
  return {
    attributes: attributes + rest.slice(0, rest.length - end.length) + added.map((each) => ` ${write(each)}`).join(''),
    end,
  };
}

function written(
  merge: Merge,
  { attribute, file, now }: { attribute: SourceAttribute; file: SourceElement; now: SourceElement },
): string {
  const place = { scope: file.scope, prefixes: merge.prefixes };
  return attributeText({ ...attribute, plain: merge.inFile(attribute.plain) }, now, place);
}
