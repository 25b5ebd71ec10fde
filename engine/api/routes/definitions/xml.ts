import { refuse } from '../../../errors.ts';
import { readFile } from '../../../store/definitions.ts';
import type { Handler } from '../../route.ts';
import { requireDefinition } from '../../views/definition.ts';
import { writeModelFile } from '../../views/model-file.ts';

export const getProcessDefinitionXml: Handler<'getProcessDefinitionXml'> = async (
  { params: { id }, principal, ctx },
  services,
) => {
  await requireDefinition(services, principal, id);
  const file = await readFile(services.database, id);
  if (file === undefined) refuse('not-found', { kind: 'process definition', id });
  writeModelFile(ctx, file);
  return undefined;
};
