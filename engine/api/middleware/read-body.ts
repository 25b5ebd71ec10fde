/** The body of a request: counted while it arrives, decoded strictly. */
import type { IncomingMessage } from 'node:http';
import type { Context } from 'koa';
import { type Language, Refusal, refuse } from '../../errors.ts';
import { parse } from '../../exact-json.ts';
import type { Operation } from '../contract/operation.ts';
import { readMultipart } from '../multipart.ts';
import { findUnstorable } from '../plain-json.ts';

const DEFAULT_BYTES = 1024 * 1024;
const JSON_TYPE = 'application/json';
const MULTIPART_TYPE = 'multipart/form-data';

export interface ReadBody {
  readonly value: unknown;
  /** What arrived, for telling a repeat from another request. */
  readonly raw: Buffer;
  /** Of uploaded files, in their order; none where they came as JSON. */
  readonly encodings?: readonly string[];
}

/** Reads what the operation takes. No body counts as an empty object; routes without a body refuse anything else. */
export async function readBody(ctx: Context, operation: Operation, language: Language): Promise<ReadBody> {
  const raw = await readRaw(ctx, operation.maxBytes ?? DEFAULT_BYTES);
  if (raw.length === 0) return { value: {}, raw };
  const type = ctx.is([JSON_TYPE, ...(operation.multipart ? [MULTIPART_TYPE] : [])]);
  if (type === MULTIPART_TYPE) return { ...(await readMultipart(ctx, raw, language)), raw };
  if (type !== JSON_TYPE)
    refuse('unsupported-media-type', { expected: expected(operation), found: ctx.get('content-type').slice(0, 100) });
  return { value: parseJson(raw, language), raw };
}

const expected = ({ multipart }: Operation): string => (multipart ? `${JSON_TYPE}, ${MULTIPART_TYPE}` : JSON_TYPE);

/** Refuses what is longer than `limit` bytes, or packed. */
export async function readRaw(ctx: Context, limit: number): Promise<Buffer> {
  const encoding = ctx.get('content-encoding');
  if (encoding && encoding !== 'identity')
    refuse('unsupported-media-type', { expected: 'identity', found: encoding.slice(0, 50) });
  const body = Number(ctx.get('content-length') || 0) > limit ? undefined : await collect(ctx.req, limit);
  if (body) return body;
  ctx.set('Connection', 'close');
  return refuse('payload-too-large', { limit });
}

/** Undefined where there is more than the limit; the rest is then let pass unread, so that the sender gets to see the answer. */
function collect(request: IncomingMessage, limit: number): Promise<Buffer | undefined> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const onData = (chunk: Buffer): void => {
      size += chunk.length;
      if (size <= limit) chunks.push(chunk);
      else {
        request.off('data', onData).resume();
        resolve(undefined);
      }
    };
    request.on('data', onData);
    request.once('end', () => resolve(Buffer.concat(chunks)));
    request.once('error', (error: NodeJS.ErrnoException) => {
      const brokeOff = error.code === 'ECONNRESET';
      reject(brokeOff ? new Refusal({ code: 'bad-request', params: { reason: 'it broke off' } }) : error);
    });
  });
}

function parseJson(raw: Buffer, language: Language): unknown {
  let value: unknown;
  try {
    value = parse(new TextDecoder('utf-8', { fatal: true }).decode(raw));
  } catch {
    refuse('bad-request', { reason: language === 'zh' ? '请求体不是有效的 JSON' : 'the body is not valid JSON' });
  }
  const unstorable = findUnstorable(value);
  if (unstorable) refuse('bad-request', { reason: unstorable[language] });
  return value;
}
