import { refuse } from '../../../errors.ts';
import { readContent } from '../../../store/definitions.ts';
import type { Handler } from '../../route.ts';
import { requireDefinition } from '../../views/definition.ts';

/** Byte for byte what was deployed. */
export const getProcessDefinitionXml: Handler<'getProcessDefinitionXml'> = async (
  { params: { id }, principal, ctx },
  services,
) => {
  await requireDefinition(services, principal, id);
  const content = await readContent(services.database, id);
  if (content === undefined) refuse('not-found', { kind: 'process definition', id });
  ctx.body = content;
  ctx.type = 'application/xml; charset=utf-8';
  return undefined;
};
