/**
 * A file in the words that bpmn-moddle understands. It looks references up as they are written, where BPMN has qualified names; it takes
 * `1` for false, ids in letters of other scripts for none, and a prefix for one namespace. Its text has the same elements at the same places.
 */
import { distinctPrefixes, type Edit } from './distinct-prefixes.ts';
import { writtenText, writtenValue } from './plain.ts';
import {
  attributeValue,
  elementsIn,
  everyElement,
  ownText,
  type SourceAttribute,
  type SourceDocument,
  type SourceElement,
} from './source-tree.ts';

export interface Readable {
  readonly text: string;
  /** How a name of the readable text is written in the file. */
  inFile(name: string): string;
}

const STANDARD = /^http:\/\/www\.omg\.org\/spec\/(BPMN|DD)\//;
const ID = /^[A-Za-z_][\w.-]*$/;
/** What every id begins with that stands for one in other letters. */
const MARK = '_u_';
const REFERENCE =
  /(Refs?|Shape|Style)$|^(default|bpmnElement|source|target|sourceElement|targetElement|supports|incoming|outgoing)$/;
const TRUTH =
  /^(is[A-Z]\w*|cancelActivity|parallelMultiple|triggeredByEvent|instantiate|testBefore|cancelRemainingInstances|waitForCompletion|mustUnderstand)$/;

export function readable(document: SourceDocument): Readable {
  const reading = new Reading(document);
  return { text: reading.run(), inFile: (name) => reading.inFile(name) };
}

/** Whether bpmn-moddle understands an attribute of the standard as it is written. */
export function isReadable(local: string, value: string): boolean {
  if (local === 'id') return isPlain(value);
  if (TRUTH.test(local)) return value === 'true' || value === 'false';
  return !REFERENCE.test(local) || value === value.trim();
}

const isPlain = (id: string): boolean => ID.test(id) && !id.startsWith(MARK);

class Reading {
  private readonly document: SourceDocument;
  private readonly target: string | undefined;
  private readonly ids = new Map<string, string>();
  private readonly written = new Map<string, string>();
  private readonly edits: Edit[];

  constructor(document: SourceDocument) {
    this.document = document;
    this.edits = distinctPrefixes(document);
    this.target = attributeValue(document.root, 'targetNamespace');
    for (const element of everyElement(document.root)) {
      const id = STANDARD.test(element.uri) ? attributeValue(element, 'id') : undefined;
      if (id !== undefined) this.remember(id, isPlain(id) ? id : latin(id));
    }
  }

  run(): string {
    for (const element of everyElement(this.document.root)) if (STANDARD.test(element.uri)) this.readElement(element);
    let text = '';
    let from = 0;
    for (const edit of this.edits.sort((a, b) => a.start - b.start)) {
      text += this.document.text.slice(from, edit.start) + edit.text;
      from = edit.end;
    }
    return withoutEncoding(text + this.document.text.slice(from));
  }

  inFile(name: string): string {
    return this.written.get(name) ?? name;
  }

  private remember(id: string, given: string): void {
    this.ids.set(id, given);
    this.written.set(given, id);
  }

  private readElement(element: SourceElement): void {
    for (const attribute of element.attributes) {
      const own = attribute.uri === '' || attribute.uri === element.uri;
      const plain = own ? this.valueFor(attribute, element) : attribute.plain;
      if (plain !== attribute.plain) this.edits.push({ ...attribute.value, text: writtenValue(plain) });
    }
    const said = ownText(element);
    if (!REFERENCE.test(element.local) || said.trim() === '' || elementsIn(element).length > 0) return;
    const name = this.nameFor(said.trim(), element);
    if (name !== said) this.edits.push({ start: element.open, end: element.close, text: writtenText(name) });
  }

  private valueFor({ local, plain }: SourceAttribute, element: SourceElement): string {
    if (local === 'id') return this.ids.get(plain) ?? plain;
    if (TRUTH.test(local)) return plain.trim() === '1' ? 'true' : plain.trim() === '0' ? 'false' : plain.trim();
    if (!REFERENCE.test(local)) return plain;
    return plain
      .trim()
      .split(/\s+/)
      .map((name) => this.nameFor(name, element))
      .join(' ');
  }

  /** Names of the file's own target namespace are ids. */
  private nameFor(name: string, { scope }: SourceElement): string {
    const known = this.ids.get(name);
    if (known !== undefined) return known;
    const colon = name.indexOf(':');
    const ours = colon > 0 && this.target !== undefined && scope.get(name.slice(0, colon)) === this.target;
    return (ours && this.ids.get(name.slice(colon + 1))) || name;
  }
}

/** An id of letters and digits for one that has others; different ones stay different. */
const latin = (id: string): string =>
  MARK + id.replace(/[^A-Za-z0-9]/gu, (sign) => `_${(sign.codePointAt(0) as number).toString(16)}_`);

/** It is text now; the parser would refuse it for the encoding it came in. */
export const withoutEncoding = (xml: string): string =>
  xml.replace(/^\uFEFF/, '').replace(/^(\s*<\?xml[^>]*?)\s+encoding\s*=\s*["'][^"']*["']/, '$1');
