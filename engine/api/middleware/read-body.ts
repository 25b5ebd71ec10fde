/** The body of a request: counted while it arrives, decoded strictly. */
import type { Context } from 'koa';
import { type Language, refuse } from '../../errors.ts';
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
}

/** Reads what the operation takes. No body counts as an empty object; routes without a body refuse anything else. */
export async function readBody(ctx: Context, operation: Operation, language: Language): Promise<ReadBody> {
  const raw = await readRaw(ctx, operation.maxBytes ?? DEFAULT_BYTES);
  if (raw.length === 0) return { value: {}, raw };
  const type = ctx.is([JSON_TYPE, ...(operation.multipart ? [MULTIPART_TYPE] : [])]);
  if (type === MULTIPART_TYPE) return { value: await readMultipart(ctx, raw), raw };
  if (type !== JSON_TYPE)
    refuse('unsupported-media-type', { expected: expected(operation), found: ctx.get('content-type').slice(0, 100) });
  return { value: parseJson(raw, language), raw };
}

const expected = ({ multipart }: Operation): string => (multipart ? `${JSON_TYPE}, ${MULTIPART_TYPE}` : JSON_TYPE);

async function readRaw(ctx: Context, limit: number): Promise<Buffer> {
  const encoding = ctx.get('content-encoding');
  if (encoding && encoding !== 'identity')
    refuse('unsupported-media-type', { expected: 'identity', found: encoding.slice(0, 50) });
  const tooLarge = (): never => {
    ctx.set('Connection', 'close');
    return refuse('payload-too-large', { limit });
  };
  if (Number(ctx.get('content-length') || 0) > limit) tooLarge();
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of ctx.req) {
    size += (chunk as Buffer).length;
    if (size > limit) tooLarge();
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks);
}

function parseJson(raw: Buffer, language: Language): unknown {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(raw));
  } catch {
    refuse('bad-request', { reason: language === 'zh' ? '请求体不是有效的 JSON' : 'the body is not valid JSON' });
  }
  const unstorable = findUnstorable(value);
  if (unstorable) refuse('bad-request', { reason: unstorable[language] });
  return value;
}
