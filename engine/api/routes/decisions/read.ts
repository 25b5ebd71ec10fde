import { refuse } from '../../../errors.ts';
import { readFile } from '../../../store/definitions.ts';
import { listDefinitions } from '../../../store/read/definitions.ts';
import { pageOf, pagingOf } from '../../paging.ts';
import type { Handler } from '../../route.ts';
import { decisionView, requireDecision } from '../../views/decision.ts';
import { writeModelFile } from '../../views/model-file.ts';

export const listDecisions: Handler<'listDecisions'> = async ({ query, language }, { database }) =>
  pageOf(await listDefinitions(database, { ...query, kind: 'decision' }, pagingOf(query)), (row) =>
    decisionView(row, language),
  );

export const getDecision: Handler<'getDecision'> = ({ params, language }, services) =>
  requireDecision(services, language, params.id);

export const getDecisionXml: Handler<'getDecisionXml'> = async ({ params: { id }, language, ctx }, services) => {
  await requireDecision(services, language, id);
  const file = await readFile(services.database, id);
  if (file === undefined) refuse('not-found', { kind: 'decision', id });
  writeModelFile(ctx, file);
  return undefined;
};
