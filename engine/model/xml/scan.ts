import { type SaxesAttributeNS, SaxesParser, type SaxesTagNS } from 'saxes';
import { type Position, type Text, text } from '../problem.ts';
import type { XmlLimits } from './limits.ts';
import type { XmlElement } from './xml-element.ts';

export type Scanned =
  | { readonly ok: true; readonly root: XmlElement }
  | {
      readonly ok: false;
      readonly rule: 'xml-malformed' | 'xml-limit' | 'xml-doctype';
      readonly message: Text;
      readonly at: Position;
    };

/**
 * Reads the text once without building a model: well-formedness with its place, no document type (and so no entities but the five of
 * XML), limits, and a light tree that remembers where every element was written.
 */
export function scanXml(source: string, limits: XmlLimits): Scanned {
  const scan = new Scan(source, limits);
  try {
    return { ok: true, root: scan.run() };
  } catch (error) {
    if (error instanceof ScanStopped) return error.outcome;
    throw error;
  }
}

type Refused = Extract<Scanned, { ok: false }>;

class ScanStopped extends Error {
  readonly outcome: Refused;
  constructor(outcome: Refused) {
    super(outcome.message.en);
    this.outcome = outcome;
  }
}

class Scan {
  private readonly parser = new SaxesParser({ xmlns: true, position: true });
  private readonly source: string;
  private readonly limits: XmlLimits;
  private readonly open: XmlElement[] = [];
  private readonly lineStarts: readonly number[];
  private root: XmlElement | null = null;
  private start = 0;
  private count = 0;

  constructor(source: string, limits: XmlLimits) {
    this.source = source;
    this.limits = limits;
    this.lineStarts = lineStartsOf(source);
    this.parser.on('error', (error) => this.malformed(error));
    this.parser.on('doctype', () => this.doctype());
    this.parser.on('opentagstart', () => this.enter());
    this.parser.on('opentag', (tag) => this.openTag(tag));
    this.parser.on('text', (content) => this.textContent(content));
    this.parser.on('cdata', (content) => this.textContent(content));
    this.parser.on('closetag', () => this.open.pop());
  }

  run(): XmlElement {
    // The parser reads a document type to its end before it tells of it: its text must not cost anything either.
    const doctype = this.source.search(/<!(DOCTYPE|ENTITY)/i);
    if (doctype >= 0 && !insideText(this.source, doctype)) this.doctype(doctype);
    this.parser.write(this.source).close();
    if (!this.root) throw this.stopped('xml-malformed', 0, noRoot);
    return this.root;
  }

  private enter(): void {
    this.start = this.source.lastIndexOf('<', this.parser.position - 1);
    this.count += 1;
    if (this.count > this.limits.elements)
      throw this.stopped('xml-limit', this.start, tooMany('elements', '元素', this.limits.elements));
    if (this.open.length >= this.limits.depth) {
      throw this.stopped(
        'xml-limit',
        this.start,
        tooMany('elements inside each other', '层嵌套元素', this.limits.depth),
      );
    }
  }

  private openTag(tag: SaxesTagNS): void {
    const attributes = Object.values(tag.attributes) as SaxesAttributeNS[];
    if (attributes.length > this.limits.attributesPerElement) {
      const limit = this.limits.attributesPerElement;
      throw this.stopped('xml-limit', this.start, tooMany('attributes of one element', '个属性（单个元素）', limit));
    }
    const parent = this.open.at(-1) ?? null;
    const element: XmlElement = {
      uri: tag.uri,
      local: tag.local,
      name: tag.name,
      attributes: attributes
        .filter(({ prefix, name }) => prefix !== 'xmlns' && name !== 'xmlns')
        .map(({ uri, local, name, value }) => ({ uri, local, name, value })),
      children: [],
      parent,
      hasText: false,
      text: '',
      namespaces: tag.ns ?? {},
      ...this.placeOf(this.start),
    };
    if (parent) parent.children.push(element);
    else this.root = element;
    this.open.push(element);
  }

  private textContent(content: string): void {
    const element = this.open.at(-1);
    if (!element) return;
    element.text += content;
    if (content.trim() !== '') element.hasText = true;
  }

  private malformed(error: Error): never {
    const reason = error.message.replace(/^\d+:\d+: /, '');
    throw this.stopped(
      'xml-malformed',
      Math.max(0, this.parser.position - 1),
      text(`Expected well-formed XML, but: ${reason}`, `应为格式良好的 XML，但有错误：${reason}`),
    );
  }

  private doctype(at = Math.max(0, this.parser.position - 1)): never {
    throw this.stopped(
      'xml-doctype',
      at,
      text(
        'Expected a model without document type and entities, but it has one; remove the DOCTYPE.',
        '模型不应含有文档类型声明和实体，但含有；请删除 DOCTYPE。',
      ),
    );
  }

  private stopped(rule: Refused['rule'], offset: number, message: Text): ScanStopped {
    return new ScanStopped({ ok: false, rule, message, at: this.placeOf(offset) });
  }

  private placeOf(offset: number): Position {
    let low = 0;
    let high = this.lineStarts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.lineStarts[middle] as number) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - (this.lineStarts[low] as number) + 1 };
  }
}

const noRoot = text('Expected an XML document, but the file is empty.', '应为 XML 文档，但文件为空。');

const tooMany = (en: string, zh: string, limit: number): Text =>
  text(`Expected at most ${limit} ${en}, but the file has more.`, `最多允许 ${limit} ${zh}，但文件超出。`);

function lineStartsOf(source: string): number[] {
  const starts = [0];
  for (let at = source.indexOf('\n'); at >= 0; at = source.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

/** A document type stands before the root element; the same characters in a comment or in CDATA are only text. */
function insideText(source: string, at: number): boolean {
  const before = source
    .slice(0, at)
    .replace(/<!--[\s\S]*?-->/g, '')
    .replace(/<\?[\s\S]*?\?>/g, '');
  return before.includes('<');
}
