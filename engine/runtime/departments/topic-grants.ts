/** Which work an external worker may have: topics belong to departments. */
import type pg from 'pg';
import type { Actor } from '../../commands/command.ts';
import { fail, ok, type Result } from '../../errors.ts';
import { grantedTopics } from '../../store/effects/grants.ts';

/**
 * Fails with 'topic-not-granted' for the first topic that was granted to others only, not to the account, its groups or its department. A topic that
 * was granted to nobody is open to every worker: an installation without such rules works. Administrators may all.
 */
export async function checkGrants(pool: pg.Pool, actor: Actor, topics: readonly string[]): Promise<Result<void>> {
  if (actor.roles.includes('admin') || actor.roles.includes('system')) return ok(undefined);
  const granted = await grantedTopics(pool, topics, principalsOf(actor));
  const missing = topics.find((topic) => !granted.has(topic));
  return missing === undefined ? ok(undefined) : fail('topic-not-granted', { topic: missing });
}

const principalsOf = ({ id, groups, department }: Actor): string[] => [
  `user:${id}`,
  ...groups.map((group) => `group:${group}`),
  ...(department === null ? [] : [`department:${department}`]),
];
