import { mergeChanges } from './merge.ts';
import { type Readable, readable } from './readable.ts';
import { type SourceDocument, sourceTree } from './source-tree.ts';

/** A file while it is edited in a tool that reads it through bpmn-moddle and would lose parts of it. */
export class KeptFile {
  private readonly original: SourceDocument;
  private readonly reading: Readable;
  private before: SourceDocument | null = null;

  /** `text` is well-formed and has no document type. */
  constructor(text: string) {
    this.original = sourceTree(text);
    this.reading = readable(this.original);
  }

  /** For the tool. */
  get readable(): string {
    return this.reading.text;
  }

  /** What the tool writes before anything was changed. */
  opened(written: string): void {
    this.before = sourceTree(written);
  }

  /** The file with what the tool writes now; the text itself where that says the same. `formerId`: the id of an element when it was opened. */
  write(written: string, formerId: (id: string) => string = (id) => id): string {
    if (!this.before) throw new Error('Expected the file to be open in a tool, but it is not.');
    return mergeChanges({
      original: this.original,
      read: this.reading.text === this.original.text ? this.original : sourceTree(this.reading.text),
      before: this.before,
      after: sourceTree(written),
      formerId,
      inFile: this.reading.inFile,
    });
  }
}
