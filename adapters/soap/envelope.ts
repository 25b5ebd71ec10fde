/** SOAP messages (1.1 and 1.2) from and to plain values. */
import type { XmlNode } from '../http/xml.ts';
import { TalkError } from '../kit/in-time.ts';

const ENVELOPES = {
  '1.1': 'http://schemas.xmlsoap.org/soap/envelope/',
  '1.2': 'http://www.w3.org/2003/05/soap-envelope',
} as const;

export interface Message {
  readonly version: keyof typeof ENVELOPES;
  readonly namespace: string;
  readonly element: string;
  readonly content: unknown;
  /** Goes into the header as `MessageID` (WS-Addressing). */
  readonly messageId: string;
}

export function writeEnvelope({ version, namespace, element, content, messageId }: Message): string {
  const head = `<a:MessageID xmlns:a="http://www.w3.org/2005/08/addressing">${escaped(messageId)}</a:MessageID>`;
  const body = writeElement(element, content).replace(/^<[^\s/>]+/, (tag) => `${tag} xmlns="${escaped(namespace)}"`);
  return `<?xml version="1.0" encoding="UTF-8"?><s:Envelope xmlns:s="${ENVELOPES[version]}"><s:Header>${head}</s:Header><s:Body>${body}</s:Body></s:Envelope>`;
}

const NAME = /^[\p{L}_][\p{L}\p{N}_.-]*$/u;

/** Names come from the settings, values from a case. */
function writeElement(name: string, value: unknown): string {
  if (!NAME.test(name)) throw new TalkError(`Expected a name of an element, but "${name}" is none.`, false);
  if (value === null || value === undefined) return '';
  if (Array.isArray(value)) return value.map((item) => writeElement(name, item)).join('');
  const inner =
    typeof value === 'object' && Object.getPrototypeOf(value) === Object.prototype
      ? Object.entries(value)
          .map(([child, content]) => writeElement(child, content))
          .join('')
      : escaped(String(value));
  return `<${name}>${inner}</${name}>`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '<': '&lt;',
  '>': '&gt;',
  '&': '&amp;',
  '"': '&quot;',
  "'": '&apos;',
};

/** Characters that XML cannot hold at all are left out: they carry nothing a person could have meant. */
const escaped = (text: string): string =>
  text
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the ones XML 1.0 forbids
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
    .replace(/[<>&"']/g, (char) => ENTITIES[char] ?? char);

export interface Reading {
  /** The element inside the body: texts, objects, and lists where a name comes more than once. */
  readonly body: unknown;
  readonly fault: { readonly code: string; readonly text: string } | null;
}

export function readEnvelope(root: XmlNode): Reading {
  const content = child(root, 'Body')?.children[0];
  if (localName(root.name) !== 'Envelope' || !content)
    throw new TalkError('Expected a SOAP envelope with a body, but it is none.');
  if (localName(content.name) !== 'Fault') return { body: toValue(content), fault: null };
  const code = child(content, 'faultcode') ?? child(child(content, 'Code'), 'Value');
  const text = child(content, 'faultstring') ?? child(child(content, 'Reason'), 'Text');
  return { body: null, fault: { code: localName(code?.text.trim() ?? ''), text: text?.text.trim() ?? '' } };
}

const localName = (name: string): string => name.slice(name.indexOf(':') + 1);
const child = (node: XmlNode | undefined, name: string): XmlNode | undefined =>
  node?.children.find((candidate) => localName(candidate.name) === name);

function toValue(node: XmlNode): unknown {
  if (node.children.length === 0) return node.text.trim();
  const values = new Map<string, unknown[]>();
  for (const each of node.children) {
    const name = localName(each.name);
    values.set(name, [...(values.get(name) ?? []), toValue(each)]);
  }
  return Object.fromEntries([...values].map(([name, list]) => [name, list.length === 1 ? list[0] : list]));
}
