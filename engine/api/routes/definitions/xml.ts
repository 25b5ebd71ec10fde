import { refuse } from '../../../errors.ts';
import { encodeXml, encodingOfText } from '../../../model/xml/encode.ts';
import { readContent } from '../../../store/definitions.ts';
import type { Handler } from '../../route.ts';
import { requireDefinition } from '../../views/definition.ts';

/**
 * What was deployed, in the encoding it declares, so that the file is true by itself. Where its text cannot be written in that (it came
 * as JSON, which says nothing of bytes) it is UTF-8; the `charset` of the answer tells, and comes before what the file declares (RFC 7303).
 */
export const getProcessDefinitionXml: Handler<'getProcessDefinitionXml'> = async (
  { params: { id }, principal, ctx },
  services,
) => {
  await requireDefinition(services, principal, id);
  const content = await readContent(services.database, id);
  if (content === undefined) refuse('not-found', { kind: 'process definition', id });
  const encoding = encodingOfText(content);
  const bytes = encoding === 'utf-8' ? null : encodeXml(content, encoding);
  ctx.body = bytes ? Buffer.from(bytes) : content;
  ctx.type = `application/xml; charset=${bytes ? encoding : 'utf-8'}`;
  return undefined;
};
