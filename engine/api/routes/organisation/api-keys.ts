import { randomUUID } from 'node:crypto';
import { refuse } from '../../../errors.ts';
import { type ApiKeyRow, insertApiKey, deleteApiKey as removeApiKey } from '../../../store/people/api-keys.ts';
import { findUser } from '../../../store/people/users.ts';
import { listApiKeys as readApiKeys } from '../../../store/read/people.ts';
import type { ApiKey } from '../../contract/organisation.ts';
import { timeText, timeTextOrNull } from '../../formats.ts';
import { pageOf, pagingOf } from '../../paging.ts';
import type { Handler } from '../../route.ts';
import { API_KEY_PREFIX, hashToken, newToken } from '../../secrets.ts';

const view = (row: ApiKeyRow): ApiKey => ({
  ...row,
  createdAt: timeText(row.createdAt),
  lastUsedAt: timeTextOrNull(row.lastUsedAt),
  expiresAt: timeTextOrNull(row.expiresAt),
});

export const listApiKeys: Handler<'listApiKeys'> = async ({ query }, { database }) =>
  pageOf(await readApiKeys(database, query, pagingOf(query)), view);

export const createApiKey: Handler<'createApiKey'> = async ({ body }, { database }) => {
  if (!(await findUser(database, body.userId))) refuse('not-found', { kind: 'user', id: body.userId });
  const secret = `${API_KEY_PREFIX}${newToken()}`;
  const { userId, name } = body;
  const expiresAt = body.expiresAt ? Date.parse(body.expiresAt) : null;
  const key = await insertApiKey(database, {
    id: randomUUID(),
    secretHash: hashToken(secret),
    userId,
    name,
    expiresAt,
  });
  return { key: view(key), secret };
};

export const deleteApiKey: Handler<'deleteApiKey'> = async ({ params: { id } }, { database, events }) => {
  if (!(await removeApiKey(database, id))) refuse('not-found', { kind: 'api key', id });
  await events.renew();
  return undefined;
};
