/** XML of departments, read without document type, entities of its own, or anything fetched from elsewhere. */
import { SaxesParser } from 'saxes';
import type { HttpProblem } from './problem.ts';
import { notReadable } from './read-body.ts';

export interface XmlNode {
  /** As written, prefix included. */
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlNode[];
  /** Its own text, without that of its children. */
  readonly text: string;
}

interface OpenNode extends XmlNode {
  readonly children: XmlNode[];
  text: string;
}

const MAX_DEPTH = 100;
const MAX_ELEMENTS = 50_000;

/** The root element of a text. Names are keys of objects without prototype: `__proto__` is a name like any other. */
export function readXml(
  source: string,
): { readonly ok: true; readonly root: XmlNode } | { readonly ok: false; readonly problem: HttpProblem } {
  const open: OpenNode[] = [];
  let root: OpenNode | undefined;
  let count = 0;
  const parser = new SaxesParser();
  parser.on('error', (error) => refuse(`Expected the answer to be XML, but: ${error.message}`));
  parser.on('doctype', () => refuse('Expected XML without a document type, but it has one.'));
  parser.on('opentag', ({ name, attributes }) => {
    const parent = open.at(-1);
    const node: OpenNode = { name, attributes: Object.assign(Object.create(null), attributes), children: [], text: '' };
    if (open.length >= MAX_DEPTH || ++count > MAX_ELEMENTS)
      refuse('Expected a smaller XML answer, but it is too large.');
    parent?.children.push(node);
    root ??= node;
    open.push(node);
  });
  parser.on('closetag', () => open.pop());
  const addText = (text: string): void => {
    const node = open.at(-1);
    if (node) node.text += text;
  };
  parser.on('text', addText);
  parser.on('cdata', addText);
  try {
    parser.write(source).close();
    return root ? { ok: true, root } : refuse('Expected an XML element, but there is none.');
  } catch (error) {
    if (error instanceof XmlRefused) return { ok: false, problem: notReadable(error.message).problem };
    throw error;
  }
}

class XmlRefused extends Error {}

function refuse(message: string): never {
  throw new XmlRefused(message);
}
