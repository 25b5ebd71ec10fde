import { type Problem, text } from '../problem.ts';
import { decodeText, decodeXml } from './decode.ts';

export type FileText =
  | {
      readonly ok: true;
      readonly text: string;
      /** As `decodeXml` found it; `utf-8` for what is no XML. */
      readonly encoding: string;
    }
  | { readonly ok: false; readonly problem: Problem };

const XML = /\.(bpmn|dmn|xml)$/i;

/** The text of a model or form: XML in the encoding it is in, everything else in UTF-8, where a byte order mark is dropped. */
export function fileText(name: string, bytes: Uint8Array): FileText {
  if (XML.test(name)) {
    const decoded = decodeXml(bytes);
    return decoded.ok ? decoded : { ok: false, problem: encodingProblem(decoded.message) };
  }
  const decoded = decodeText(bytes, 'utf-8');
  if (typeof decoded === 'string') return { ok: true, text: decoded.replace(/^\uFEFF/, ''), encoding: 'utf-8' };
  const { offset } = decoded;
  const message = text(
    `Expected the file to be utf-8, but it is not at offset ${offset}.`,
    `文件应为 utf-8 编码，但在偏移 ${offset} 处不符合。`,
  );
  return { ok: false, problem: encodingProblem(message) };
}

const encodingProblem = (message: Problem['message']): Problem => ({
  rule: 'xml-encoding',
  severity: 'error',
  elementId: null,
  line: null,
  column: null,
  message,
});
