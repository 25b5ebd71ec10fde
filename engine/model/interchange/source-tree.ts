/** A file as it is written: every element, attribute, text and comment with its place in the text, so that what nobody changed can be copied. */
import { resolved, type Scope, scopeOf } from './namespaces.ts';
import { plainText, plainValue } from './plain.ts';

/** From `start` to before `end`, in UTF-16 units of the text. */
interface Span {
  readonly start: number;
  readonly end: number;
}

export interface SourceAttribute extends Span {
  /** As written, with its prefix. */
  readonly name: string;
  readonly uri: string;
  readonly local: string;
  /** Between its quotes. */
  readonly value: Span;
  /** What it says: without references. */
  readonly plain: string;
}

export interface SourceText extends Span {
  readonly kind: 'text' | 'cdata' | 'other';
  /** What it says; empty for comments and processing instructions. */
  readonly plain: string;
}

export interface SourceElement extends Span {
  readonly kind: 'element';
  readonly name: string;
  readonly uri: string;
  readonly local: string;
  /** Without declarations of namespaces. */
  readonly attributes: readonly SourceAttribute[];
  readonly parent: SourceElement | null;
  readonly children: SourceNode[];
  /** Where its start tag ends. */
  readonly open: number;
  /** Where its end tag begins; `end` where it has none. */
  close: number;
  end: number;
  readonly scope: Scope;
}

export type SourceNode = SourceElement | SourceText;

export interface SourceDocument {
  readonly text: string;
  readonly root: SourceElement;
}

/** Of a text that is well-formed and has no document type: `scanXml` has looked at it. */
export function sourceTree(text: string): SourceDocument {
  const reader = new Reader(text);
  return { text, root: reader.read() };
}

const NO_SCOPE: Scope = new Map([['xml', 'http://www.w3.org/XML/1998/namespace']]);

class Reader {
  private readonly text: string;
  private at = 0;
  private root: SourceElement | null = null;
  private readonly open: SourceElement[] = [];

  constructor(text: string) {
    this.text = text;
  }

  read(): SourceElement {
    while (this.at < this.text.length) this.next();
    if (!this.root) throw new Error('Expected an element, but there is none.');
    return this.root;
  }

  private next(): void {
    const { text, at } = this;
    if (text[at] !== '<') this.add('text', this.to('<'));
    else if (text.startsWith('<!--', at)) this.add('other', this.after('-->', 4));
    else if (text.startsWith('<![CDATA[', at)) this.add('cdata', this.after(']]>', 9));
    else if (text.startsWith('<?', at)) this.add('other', this.after('?>', 2));
    else if (text.startsWith('</', at)) this.closeTag();
    else this.openTag();
  }

  private to(sign: string): number {
    const end = this.text.indexOf(sign, this.at);
    return end < 0 ? this.text.length : end;
  }

  private after(sign: string, skip: number): number {
    return this.text.indexOf(sign, this.at + skip) + sign.length;
  }

  private add(kind: SourceText['kind'], end: number): void {
    const span = { start: this.at, end };
    this.open.at(-1)?.children.push({ kind, ...span, plain: plainText(this.text, kind, span) });
    this.at = end;
  }

  private closeTag(): void {
    const element = this.open.pop();
    const end = this.after('>', 2);
    if (element) {
      element.close = this.at;
      element.end = end;
    }
    this.at = end;
  }

  private openTag(): void {
    const start = this.at;
    const name = this.word(start + 1);
    const written = this.attributes(start + 1 + name.length);
    const parent = this.open.at(-1) ?? null;
    const scope = scopeOf(parent?.scope ?? NO_SCOPE, written);
    const empty = this.text[this.at] === '/';
    const end = this.at + (empty ? 2 : 1);
    const element: SourceElement = {
      kind: 'element',
      name,
      ...resolved(name, scope, true),
      attributes: written
        .filter((attribute) => !/^xmlns(:|$)/.test(attribute.name))
        .map((attribute) => ({ ...attribute, ...resolved(attribute.name, scope, false) })),
      parent,
      children: [],
      start,
      open: end,
      close: end,
      end,
      scope,
    };
    if (parent) parent.children.push(element);
    else this.root = element;
    if (!empty) this.open.push(element);
    this.at = end;
  }

  private word(from: number): string {
    let end = from;
    while (!/[\s=/>]/.test(this.text[end] as string)) end++;
    return this.text.slice(from, end);
  }

  /** Leaves off at the end of the tag. */
  private attributes(from: number): Omit<SourceAttribute, 'uri' | 'local'>[] {
    const found: Omit<SourceAttribute, 'uri' | 'local'>[] = [];
    this.at = this.space(from);
    while (!/[/>]/.test(this.text[this.at] as string)) {
      const start = this.at;
      const name = this.word(start);
      const quote = this.space(this.space(start + name.length) + 1);
      const close = this.text.indexOf(this.text[quote] as string, quote + 1);
      const value = { start: quote + 1, end: close };
      found.push({ name, start, end: close + 1, value, plain: plainValue(this.text.slice(value.start, value.end)) });
      this.at = this.space(close + 1);
    }
    return found;
  }

  private space(from: number): number {
    let end = from;
    while (/\s/.test(this.text[end] as string)) end++;
    return end;
  }
}

export const elementsIn = (element: SourceElement): SourceElement[] =>
  element.children.filter((child): child is SourceElement => child.kind === 'element');

/** The text of an element itself, without that of its children. */
export const ownText = (element: SourceElement): string =>
  element.children.map((child) => (child.kind === 'element' ? '' : child.plain)).join('');

/** The value of an attribute without a namespace, or in that of its element. */
export const attributeValue = (element: SourceElement, local: string): string | undefined =>
  element.attributes.find((each) => each.local === local && (each.uri === '' || each.uri === element.uri))?.plain;

export function* everyElement(root: SourceElement): Generator<SourceElement> {
  const open = [root];
  for (let element = open.pop(); element; element = open.pop()) {
    yield element;
    const inside = elementsIn(element);
    for (let i = inside.length - 1; i >= 0; i--) open.push(inside[i] as SourceElement);
  }
}
