import type { Scope } from './namespaces.ts';
import type { SourceDocument, SourceElement } from './source-tree.ts';
import type { NewPrefixes } from './write-names.ts';

/** An element of the file as it is to be; `scope` is that of the place, which may be another than where it was. */
export interface Target {
  readonly file: SourceElement;
  readonly now: SourceElement;
  readonly scope: Scope;
}

/** What the parts of a merge ask of the whole. */
export interface Merge {
  readonly document: SourceDocument;
  readonly prefixes: NewPrefixes;
  /** How a value of the tool is written in the file. */
  readonly inFile: (value: string) => string;
  /** Where an element of now stands in the file; undefined for what is new, or came from nowhere in it. */
  fileOf(now: SourceElement): SourceElement | undefined;
  /** Only for what is in the file. */
  oldOf(now: SourceElement): SourceElement;
  /** What the tool now has for an element of the file: undefined where it never knew it, null where it is gone. */
  nowOf(file: SourceElement): SourceElement | null | undefined;
  element(target: Target): string;
}
