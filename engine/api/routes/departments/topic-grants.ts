import { listGrants, writeGrants } from '../../../store/effects/grants.ts';
import type { Handler } from '../../route.ts';

export const listTopicGrants: Handler<'listTopicGrants'> = async (_call, { database }) => ({
  items: (await listGrants(database)).map(({ topic, principals }) => ({ topic, principals: [...principals] })),
});

export const putTopicGrants: Handler<'putTopicGrants'> = async ({ params: { topic }, body }, { database }) => {
  const principals = [...new Set(body.principals)].sort();
  await writeGrants(database, { topic, principals });
  return { topic, principals };
};
