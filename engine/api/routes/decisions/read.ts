import { refuse } from '../../../errors.ts';
import { readContent } from '../../../store/definitions.ts';
import { listDefinitions } from '../../../store/read/definitions.ts';
import { pageOf, pagingOf } from '../../paging.ts';
import type { Handler } from '../../route.ts';
import { decisionView, requireDecision } from '../../views/decision.ts';

export const listDecisions: Handler<'listDecisions'> = async ({ query }, { database }) =>
  pageOf(await listDefinitions(database, { ...query, kind: 'decision' }, pagingOf(query)), decisionView);

export const getDecision: Handler<'getDecision'> = ({ params }, services) => requireDecision(services, params.id);

/** Byte for byte what was deployed. */
export const getDecisionXml: Handler<'getDecisionXml'> = async ({ params: { id }, ctx }, services) => {
  await requireDecision(services, id);
  const content = await readContent(services.database, id);
  if (content === undefined) refuse('not-found', { kind: 'decision', id });
  ctx.body = content;
  ctx.type = 'application/xml; charset=utf-8';
  return undefined;
};
