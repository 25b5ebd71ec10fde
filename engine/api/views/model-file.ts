import type { Context } from 'koa';
import { encodeXml } from '../../model/xml/encode.ts';
import type { StoredFile } from '../../store/definitions.ts';

/**
 * Answers what was deployed: bytes as the bytes they were, and text, which has no encoding whatever its declaration names, in UTF-8. The
 * `charset` tells, and comes before what the file declares (RFC 7303).
 */
export function writeModelFile(ctx: Context, { content, encoding }: StoredFile): void {
  const bytes = encoding === null ? null : encodeXml(content, encoding);
  ctx.body = bytes ? Buffer.from(bytes) : content;
  ctx.type = `application/xml; charset=${bytes ? encoding : 'utf-8'}`;
}
