/**
 * Writes a changed model into the file it came from. A tool that reads a file into its own model and writes it again loses what its model
 * has no place for. So it is asked twice: what it wrote before any change and what it writes now. The difference is what somebody did; it is
 * applied to the file, and everything else stays as it was written, to the byte.
 */

import { mergedContent } from './merge-content.ts';
import type { Merge, Target } from './merge-context.ts';
import { mergedTag } from './merge-tag.ts';
import { redeclared } from './namespaces.ts';
import { type Pairs, pair } from './pairing.ts';
import { Sameness } from './sameness.ts';
import { everyElement, type SourceDocument, type SourceElement } from './source-tree.ts';
import { elementName, NewPrefixes } from './write-names.ts';

export interface MergeInput {
  readonly original: SourceDocument;
  /** The file with the names the tool was given instead of those it cannot read; equal in structure to the original. */
  readonly read: SourceDocument;
  /** What the tool writes of it without any change. */
  readonly before: SourceDocument;
  readonly after: SourceDocument;
  /** Under which id an element of `after` was known in `before`. */
  formerId(id: string): string;
  /** How a value of the tool is written in the file. */
  inFile(value: string): string;
}

/** The text of the file with the changes from `before` to `after`; the text itself where there are none. */
export function mergeChanges(input: MergeInput): string {
  const { original, before, after } = input;
  const merge = new Merging(input);
  if (merge.same.equal(before.root, after.root)) return original.text;
  const { text, root } = original;
  const written = merge.element({ file: root, now: after.root, scope: root.scope });
  const name = 1 + (/^<([^\s/>]+)/.exec(written)?.[1]?.length ?? 0);
  const declared = merge.prefixes.written();
  return text.slice(0, root.start) + written.slice(0, name) + declared + written.slice(name) + text.slice(root.end);
}

class Merging implements Merge {
  readonly document: SourceDocument;
  readonly same = new Sameness();
  readonly prefixes = new NewPrefixes();
  readonly inFile: (value: string) => string;
  private readonly files = new Map<SourceElement, SourceElement>();
  private readonly olds: Pairs;
  private readonly nows: Pairs;
  private readonly toolOf = new Map<SourceElement, SourceElement>();

  constructor({ original, read, before, after, formerId, inFile }: MergeInput) {
    this.document = original;
    this.inFile = inFile;
    this.nows = pair(before.root, after.root, { same: this.same, formerId });
    this.olds = new Map([...this.nows].map(([old, now]) => [now, old]));
    const written = [...everyElement(original.root)];
    const twins = new Map([...everyElement(read.root)].map((element, i) => [element, written[i] as SourceElement]));
    for (const [old, element] of pair(before.root, read.root, { same: this.same })) {
      const file = twins.get(element) as SourceElement;
      this.files.set(old, file);
      this.toolOf.set(file, old);
    }
  }

  fileOf(now: SourceElement): SourceElement | undefined {
    const old = this.olds.get(now);
    return old && this.files.get(old);
  }

  oldOf(now: SourceElement): SourceElement {
    return this.olds.get(now) as SourceElement;
  }

  nowOf(file: SourceElement): SourceElement | null | undefined {
    const old = this.toolOf.get(file);
    return old && (this.nows.get(old) ?? null);
  }

  element({ file, now, scope }: Target): string {
    const { text } = this.document;
    const declared = file.parent ? redeclared(file.parent.scope, scope, text.slice(file.start, file.open)) : '';
    const unchanged = this.same.equal(this.oldOf(now), now);
    if (unchanged && declared === '') return text.slice(file.start, file.end);
    const name = this.nameOf(file, now);
    const tag = mergedTag(this, { file, now, scope });
    const content = unchanged ? text.slice(file.open, file.close) : mergedContent(this, { file, now, scope });
    const end = content === '' && file.close === file.end ? tag.end : `>${content}</${name}>`;
    return `<${name}${tag.attributes}${declared}${end}`;
  }

  private nameOf(file: SourceElement, now: SourceElement): string {
    const { uri, local } = this.oldOf(now);
    if (uri === now.uri && local === now.local) return file.name;
    return elementName(now, { scope: file.scope, prefixes: this.prefixes });
  }
}
