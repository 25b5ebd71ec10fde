/** A deployment as files: every file part is a resource under its own name; the fields `name`, `note` and `activateAt` go with them. */
import type { IncomingHttpHeaders } from 'node:http';
import { basename } from 'node:path';
import busboy from 'busboy';
import type { Context } from 'koa';
import { type Language, refuse } from '../errors.ts';
import { type FileText, fileText } from '../model/xml/file-text.ts';
import { isStorable, UNSTORABLE_TEXT } from './plain-json.ts';

const FIELDS: ReadonlySet<string> = new Set(['name', 'note', 'activateAt']);
const LIMITS = { files: 200, fields: 10, fieldSize: 10_000, parts: 210, fieldNameSize: 100, headerPairs: 20 };

type Words = Readonly<Record<Language, string>>;

const malformed = (error: unknown): Words => {
  const reason = error instanceof Error ? error.message : String(error);
  return { en: `its parts are malformed (${reason})`, zh: `其各部分格式错误（${reason}）` };
};

/** The parts of a body. */
export interface Upload {
  readonly fields: Record<string, string>;
  readonly resources: { name: string; content: string }[];
  /** Of the files, in their order. */
  readonly encodings: string[];
}

export interface Multipart {
  /** What the same deployment as JSON would be. */
  readonly value: unknown;
  /** Of the files, in their order: what JSON does not say. */
  readonly encodings: readonly string[];
}

/** Refuses malformed parts, unknown fields and files that are not in their encoding. */
export async function readMultipart(ctx: Context, raw: Buffer, language: Language): Promise<Multipart> {
  const { fields, resources, encodings } = await readParts(ctx, raw, { language, known: FIELDS });
  return { value: { name: resources[0]?.name ?? '', ...fields, resources }, encodings };
}

/** The same for whoever calls the fields otherwise. */
export async function readParts(
  { headers }: Pick<Context, 'headers'>,
  raw: Buffer,
  { language, known }: { readonly language: Language; readonly known: ReadonlySet<string> },
): Promise<Upload> {
  const upload: Upload = { fields: {}, resources: [], encodings: [] };
  const broken = await parse({ headers, raw, upload, known });
  if (broken) refuse('bad-request', { reason: broken[language] });
  return upload;
}

interface Parse {
  readonly headers: IncomingHttpHeaders;
  readonly raw: Buffer;
  readonly upload: Upload;
  readonly known: ReadonlySet<string>;
}

function parse({ headers, raw, upload, known }: Parse): Promise<Words | undefined> {
  return new Promise((resolve) => {
    let problem: Words | undefined;
    let parser: busboy.Busboy;
    try {
      parser = busboy({ headers, limits: LIMITS, defParamCharset: 'utf8' });
    } catch (error) {
      resolve(malformed(error));
      return;
    }
    parser.on('file', (_field, stream, { filename }) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('close', () => {
        const read = textOf(filename ?? '', Buffer.concat(chunks));
        if (!('text' in read)) {
          problem ??= read;
          return;
        }
        upload.resources.push({ name: basename(filename ?? ''), content: read.text });
        upload.encodings.push(read.encoding);
      });
    });
    parser.on('field', (field, value) => {
      if (!known.has(field) || !isStorable(value))
        problem ??= {
          en: `the field "${field.slice(0, 50)}" is not known or not a text`,
          zh: `字段“${field.slice(0, 50)}”不认识或不是文本`,
        };
      else upload.fields[field] = value;
    });
    for (const limit of ['filesLimit', 'fieldsLimit', 'partsLimit'] as const) {
      parser.on(limit, () => {
        problem ??= { en: 'it has too many parts', zh: '部分过多' };
      });
    }
    parser.on('error', (error) => resolve(malformed(error)));
    parser.on('close', () => resolve(problem));
    parser.end(raw);
  });
}

/** The text of a file, or why it has none. */
function textOf(filename: string, bytes: Buffer): Extract<FileText, { ok: true }> | Words {
  if (!filename) return { en: 'a file has no name', zh: '有文件没有文件名' };
  const read = fileText(filename, bytes);
  const { en, zh } = read.ok ? UNSTORABLE_TEXT : read.problem.message;
  return read.ok && isStorable(read.text) ? read : { en: `"${filename}": ${en}`, zh: `“${filename}”：${zh}` };
}
