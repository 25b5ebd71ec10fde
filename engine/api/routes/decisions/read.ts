import { refuse } from '../../../errors.ts';
import { readFile } from '../../../store/definitions.ts';
import { listDefinitions } from '../../../store/read/definitions.ts';
import { pageOf, pagingOf } from '../../paging.ts';
import type { Handler } from '../../route.ts';
import { decisionView, requireDecision } from '../../views/decision.ts';
import { writeModelFile } from '../../views/model-file.ts';

export const listDecisions: Handler<'listDecisions'> = async ({ query }, { database }) =>
  pageOf(await listDefinitions(database, { ...query, kind: 'decision' }, pagingOf(query)), decisionView);

export const getDecision: Handler<'getDecision'> = ({ params }, services) => requireDecision(services, params.id);

export const getDecisionXml: Handler<'getDecisionXml'> = async ({ params: { id }, ctx }, services) => {
  await requireDecision(services, id);
  const file = await readFile(services.database, id);
  if (file === undefined) refuse('not-found', { kind: 'decision', id });
  writeModelFile(ctx, file);
  return undefined;
};
