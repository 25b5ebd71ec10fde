/** A file out of a multipart request, as it arrives: its bytes go to the store piece by piece, and what may not come in is refused by its first ones. */
import { randomUUID } from 'node:crypto';
import type { Readable } from 'node:stream';
import busboy from 'busboy';
import type { Context } from 'koa';
import type pg from 'pg';
import { type Failure, Refusal, refuse } from '../../errors.ts';
import { type BlobFacts, BlobWriter } from '../../store/blobs/write-blob.ts';
import { isStorable } from '../plain-json.ts';
import { admittedKind } from './admitted-kind.ts';
import { fileName } from './file-name.ts';
import { SNIFFED } from './sniff.ts';

export interface ReceivedFile extends BlobFacts {
  readonly name: string;
  readonly fields: ReadonlyMap<string, string>;
}

export interface Receiving {
  readonly pool: pg.Pool;
  readonly account: string;
  /** Bytes. */
  readonly limit: number;
  /** Names of the fields that may come with it. */
  readonly admitted: readonly string[];
}

const PARTS = { files: 1, fields: 10, fieldSize: 1_000, parts: 12, fieldNameSize: 100, headerPairs: 20 };

const malformed = (reason: string, reasonZh: string): never => refuse('bad-request', { reason, reasonZh });

/** Refuses with 'unsupported-media-type', 'bad-request', 'payload-too-large' and 'attachment-refused'; nothing of the file is then kept. */
export async function receiveFile(ctx: Context, receiving: Receiving): Promise<ReceivedFile> {
  if (!ctx.is('multipart/form-data'))
    refuse('unsupported-media-type', { expected: 'multipart/form-data', found: ctx.get('content-type').slice(0, 100) });
  try {
    return await receive(ctx, receiving);
  } catch (error) {
    // The rest is let pass unread, so that the sender gets to see the answer.
    ctx.set('Connection', 'close');
    ctx.req.unpipe();
    ctx.req.resume();
    throw error;
  }
}

function receive(ctx: Context, receiving: Receiving): Promise<ReceivedFile> {
  return new Promise((resolve, reject) => {
    const parser = openParser(ctx, receiving.limit);
    const fields = new Map<string, string>();
    let taken: Promise<Omit<ReceivedFile, 'fields'>> | undefined;
    let file: Readable | undefined;
    let refusal: Refusal | undefined;
    // What is being written is gone before the sender is answered.
    const stop = (params: Failure['params']): void => {
      refusal ??= new Refusal({ code: 'bad-request', params });
      const answer = () => reject(refusal);
      file?.destroy(refusal);
      (taken ?? Promise.resolve()).then(answer, answer);
    };
    parser.on('field', (name, value, { valueTruncated }) => {
      if (receiving.admitted.includes(name) && !fields.has(name) && !valueTruncated && isStorable(value))
        fields.set(name, value);
      else stop(badField(name));
    });
    parser.on('file', (_field, stream, { filename }) => {
      // It may break off before anybody reads it; who reads it then is told.
      stream.on('error', () => undefined);
      if (refusal) {
        stream.resume();
        return;
      }
      file = stream;
      taken = takeFile(receiving, stream, filename ?? '');
      taken.catch((error: unknown) => {
        stream.resume();
        if (!stream.errored) reject(error);
      });
    });
    for (const limit of ['filesLimit', 'fieldsLimit', 'partsLimit'] as const) parser.on(limit, () => stop(TOO_MANY));
    parser.on('error', (error: Error) => {
      const refuseIt = () => reject(brokenParts(error));
      (taken ?? Promise.resolve()).then(refuseIt, refuseIt);
    });
    parser.on('close', () => {
      if (!taken) reject(new Refusal({ code: 'bad-request', params: NO_FILE }));
      else taken.then((file) => resolve({ ...file, fields }), reject);
    });
    ctx.req.once('close', () => {
      if (!ctx.req.complete) parser.destroy(new Error('it broke off'));
    });
    ctx.req.pipe(parser);
  });
}

const TOO_MANY = { reason: 'it has too many parts', reasonZh: '部分过多' };
const NO_FILE = { reason: 'it has no file', reasonZh: '没有文件' };
const badField = (name: string) => ({
  reason: `the field "${name.slice(0, 50)}" is not known, comes twice or is no text`,
  reasonZh: `字段“${name.slice(0, 50)}”不认识、重复或不是文本`,
});

const brokenParts = (error: Error): Refusal =>
  new Refusal({
    code: 'bad-request',
    params: { reason: `its parts are malformed (${error.message})`, reasonZh: `其各部分格式错误（${error.message}）` },
  });

/** Names of files come in UTF-8 (RFC 7578 §5.1.3), plain or as `filename*`. */
function openParser({ headers }: Context, limit: number): busboy.Busboy {
  try {
    return busboy({ headers, limits: { ...PARTS, fileSize: limit }, defParamCharset: 'utf8' });
  } catch (error) {
    throw brokenParts(error instanceof Error ? error : new Error(String(error)));
  }
}

async function takeFile(
  { pool, account, limit }: Receiving,
  stream: Readable & { readonly truncated?: boolean },
  given: string,
): Promise<Omit<ReceivedFile, 'fields'>> {
  const name = fileName(given) ?? malformed('the file has no name', '文件没有名称');
  const writer = await BlobWriter.open(pool, randomUUID(), account);
  try {
    const type = await writeAll(writer, stream, name);
    if (stream.truncated) refuse('payload-too-large', { limit });
    if (writer.size === 0) refuse('attachment-refused', { name, reason: 'it is empty', reasonZh: '文件为空' });
    return { name, ...(await writer.close(type)) };
  } catch (error) {
    await writer.discard();
    throw stream.errored && error === stream.errored ? brokenParts(stream.errored) : error;
  }
}

/** The media type by the first bytes, which are judged before more is kept. */
async function writeAll(writer: BlobWriter, stream: Readable, name: string): Promise<string> {
  let head = Buffer.alloc(0);
  let type: string | undefined;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    if (type === undefined) {
      head = Buffer.concat([head, chunk]);
      if (head.length < SNIFFED) continue;
      type = admittedKind(name, head);
      await writer.write(head);
    } else await writer.write(chunk);
  }
  if (type !== undefined) return type;
  if (head.length === 0) return '';
  const found = admittedKind(name, head);
  await writer.write(head);
  return found;
}
