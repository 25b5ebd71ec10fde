export interface Message {
  readonly id: string;
  readonly name: string;
  readonly key: string | null;
  /** Correlation keys that were read from the message itself, best first. */
  readonly keys: readonly string[];
  readonly businessKey: string | null;
  readonly instanceId: string | null;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly publishedAt: number;
  readonly expiresAt: number;
  readonly outcome: 'buffered' | 'correlated' | 'started' | 'ignored';
  /** The case that got it. */
  readonly receiver: string | null;
}

export const MESSAGE_COLUMNS = `m.id, m.name, m.key, coalesce(m.keys, '{}') as keys, m.business_key as "businessKey", m.instance_id as "instanceId",
  m.variables, m.published_at as "publishedAt", m.expires_at as "expiresAt", m.outcome, m.receiver`;

/** Whether what a message names besides its key agrees with a subscription of a case. */
const AGREES = `s.kind = 'message' and s.name = m.name and s.instance_id is not null and not s.suspended
  and (m.instance_id is null or s.instance_id = m.instance_id)
  and (m.business_key is null or s.business_key = m.business_key)`;

/**
 * The ways in which a message is for a subscription, each with an index of its own in both directions: by the key it was sent with; by a key
 * that was read from it; or, where it was sent without one, by its case or business key. A subscription with a key is met by that key, or by a
 * message addressed to its very case. Everything the message names must agree, and a name alone reaches no case.
 */
export const MATCHES: readonly string[] = [
  `${AGREES} and s.key = m.key`,
  `${AGREES} and m.keys is not null and m.keys @> array[s.key] and s.key = any(m.keys)`,
  `${AGREES} and m.key is null and (m.business_key is not null or m.instance_id is not null)
   and (s.key is null or m.instance_id is not null)`,
];

/** A start event takes what has the key it asks for, unless a case holds that conversation already. */
export const STARTS = `s.kind = 'message' and s.name = m.name and s.instance_id is null and not s.suspended and m.instance_id is null
  and (s.key is null or (('~' || s.key || ':*') = any(m.keys) and not exists (select from message_start_gate g
    where g.holder is not null and g.id = any(array(select s.definition_key || ' ' || k from unnest(m.keys) k)))))`;
