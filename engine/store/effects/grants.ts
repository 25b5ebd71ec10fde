import type pg from 'pg';

export interface TopicGrants {
  readonly topic: string;
  /** `user:…`, `group:…`, `department:…`. */
  readonly principals: readonly string[];
}

export async function listGrants(pool: pg.Pool): Promise<TopicGrants[]> {
  const { rows } = await pool.query<TopicGrants>(
    'select topic, array_agg(principal order by principal) as principals from topic_grant group by topic order by topic',
  );
  return rows;
}

/** The topics among these that one of the principals was granted, or that were granted to nobody. */
export async function grantedTopics(
  pool: pg.Pool,
  topics: readonly string[],
  principals: readonly string[],
): Promise<ReadonlySet<string>> {
  const { rows } = await pool.query<{ topic: string }>({
    name: 'granted_topics',
    text: `select topic from unnest($1::text[]) topic where not exists (select from topic_grant g where g.topic = topic.topic)
      or exists (select from topic_grant g where g.topic = topic.topic and g.principal = any($2))`,
    values: [topics, principals],
  });
  return new Set(rows.map(({ topic }) => topic));
}

/** Replaces who may have the topic. */
export async function writeGrants(pool: pg.Pool, { topic, principals }: TopicGrants): Promise<void> {
  await pool.query(
    `with gone as (delete from topic_grant where topic = $1 and principal <> all($2))
     insert into topic_grant select $1, unnest($2::text[]) on conflict do nothing`,
    [topic, principals],
  );
}
