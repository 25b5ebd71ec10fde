import { BpmnModdle } from 'bpmn-moddle';
import { BpmnDocument } from './document.ts';
import { isReadable, readable, withoutEncoding } from './interchange/readable.ts';
import { sourceTree } from './interchange/source-tree.ts';
import { type Position, type Problem, type Text, text } from './problem.ts';
import { checkForeign } from './schema/check-foreign.ts';
import { checkIds } from './schema/check-ids.ts';
import { checkSchema } from './schema/check-schema.ts';
import { checkVendors } from './schema/check-vendors.ts';
import { correctSchema } from './schema/correct-schema.ts';
import { resolveReferences } from './schema/resolve-references.ts';
import { problemsOfWarnings } from './schema/warnings.ts';
import tongban from './tongban.moddle.json' with { type: 'json' };
import { decodeXml } from './xml/decode.ts';
import { XML_LIMITS, type XmlLimits } from './xml/limits.ts';
import { scanXml } from './xml/scan.ts';
import { withDescendants, type XmlElement } from './xml/xml-element.ts';

export interface ReadBpmn {
  /** Null where the file could not be read at all. */
  readonly document: BpmnDocument | null;
  readonly problems: readonly Problem[];
}

/** It keeps nothing between files. */
const PARSER = new BpmnModdle({ tb: tongban });

correctSchema(PARSER.registry);

/**
 * Reads BPMN 2.0 XML, as text or as bytes in the encoding the file declares. Whatever the parser would drop or only warn about
 * (unknown elements and attributes, duplicate ids, references to nothing) is a problem with its place; hostile files are refused
 * before they are parsed.
 */
export async function readBpmn(source: string | Uint8Array, limits: XmlLimits = XML_LIMITS): Promise<ReadBpmn> {
  if (source.length > limits.bytes) return unreadable('xml-limit', tooLarge(limits.bytes));
  const decoded = typeof source === 'string' ? { ok: true as const, text: source } : decodeXml(source);
  if (!decoded.ok) return unreadable('xml-encoding', decoded.message);
  const xml = decoded.text.replace(/^\uFEFF/, '');
  const scanned = scanXml(xml, limits);
  if (!scanned.ok) return unreadable(scanned.rule, scanned.message, scanned.at);

  const { root } = scanned;
  const schemaProblems = [...checkIds(root), ...checkSchema(root, PARSER.registry)];
  if (schemaProblems.some(({ rule }) => rule === 'not-bpmn')) return { document: null, problems: schemaProblems };
  const parsed = await parse(xml, root, schemaProblems);
  if (!parsed) return { document: null, problems: schemaProblems };
  const document = new BpmnDocument(parsed.rootElement, root);
  const fromParser = problemsOfWarnings(
    resolveReferences(parsed.warnings, parsed.elementsById, root),
    document,
    schemaProblems,
  );
  return { document, problems: [...schemaProblems, ...checkForeign(root), ...checkVendors(root), ...fromParser] };
}

/** Null where the parser breaks over what the schema does not allow: that has been told, and all that can be. */
async function parse(xml: string, root: XmlElement, known: readonly Problem[]) {
  try {
    const isPlain = [...withDescendants(root)].every(({ attributes }) =>
      attributes.every(({ local, value }) => isReadable(local, value)),
    );
    return isPlain ? await PARSER.fromXML(withoutEncoding(xml)) : await parseReadable(xml);
  } catch (error) {
    if (known.some(({ severity }) => severity === 'error')) return null;
    throw error;
  }
}

/** What the parser makes of the file in its own words, with the ids the file has. */
async function parseReadable(xml: string) {
  const reading = readable(sourceTree(xml));
  const parsed = await PARSER.fromXML(reading.text);
  const elements = Object.entries(parsed.elementsById).map(
    ([name, element]) => [reading.inFile(name), element] as const,
  );
  for (const [id, element] of elements) element.set('id', id);
  return { ...parsed, elementsById: Object.fromEntries(elements) };
}

function unreadable(rule: string, message: Text, at?: Position): ReadBpmn {
  const place = { line: at?.line ?? null, column: at?.column ?? null };
  return { document: null, problems: [{ rule, severity: 'error', elementId: null, ...place, message }] };
}

const tooLarge = (bytes: number): Text =>
  text(`Expected at most ${bytes} bytes, but the file is larger.`, `文件最大 ${bytes} 字节，但超出。`);
