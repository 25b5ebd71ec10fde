import { inReadingOrder, type Position, type Problem, type Text, text } from '../model/problem.ts';
import { checkIds } from '../model/schema/check-ids.ts';
import { decodeXml } from '../model/xml/decode.ts';
import { XML_LIMITS, type XmlLimits } from '../model/xml/limits.ts';
import { scanXml } from '../model/xml/scan.ts';
import type { XmlElement } from '../model/xml/xml-element.ts';
import { checkSchema } from './schema/check-schema.ts';

export interface ReadDmn {
  /** `<definitions>`; null where the file could not be read, or is no DMN. */
  readonly root: XmlElement | null;
  readonly problems: readonly Problem[];
}

/**
 * Reads DMN XML, as text or as bytes in the encoding the file declares. DMN has few elements and most of them have no id, so the tree of
 * the safe scan, which knows the place of each, is the model; hostile files are refused before anything is believed.
 */
export function readDmn(source: string | Uint8Array, limits: XmlLimits = XML_LIMITS): ReadDmn {
  if (source.length > limits.bytes) return unreadable('xml-limit', tooLarge(limits.bytes));
  const decoded = typeof source === 'string' ? { ok: true as const, text: source } : decodeXml(source);
  if (!decoded.ok) return unreadable('xml-encoding', decoded.message);
  const scanned = scanXml(decoded.text.replace(/^\uFEFF/, ''), limits);
  if (!scanned.ok) return unreadable(scanned.rule, scanned.message, scanned.at);
  const problems = checkSchema(scanned.root);
  if (problems.some(({ rule }) => rule === 'not-dmn')) return { root: null, problems };
  return { root: scanned.root, problems: inReadingOrder([...checkIds(scanned.root), ...problems]) };
}

function unreadable(rule: string, message: Text, at?: Position): ReadDmn {
  const place = { line: at?.line ?? null, column: at?.column ?? null };
  return { root: null, problems: [{ rule, severity: 'error', elementId: null, ...place, message }] };
}

const tooLarge = (bytes: number): Text =>
  text(`Expected at most ${bytes} bytes, but the file is larger.`, `文件最大 ${bytes} 字节，但超出。`);
