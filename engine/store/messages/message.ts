export interface Message {
  readonly id: string;
  readonly name: string;
  readonly key: string | null;
  readonly businessKey: string | null;
  readonly instanceId: string | null;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly publishedAt: number;
  readonly expiresAt: number;
  readonly outcome: 'buffered' | 'correlated' | 'started' | 'ignored';
  /** The case that got it. */
  readonly receiver: string | null;
}

export const MESSAGE_COLUMNS = `m.id, m.name, m.key, m.business_key as "businessKey", m.instance_id as "instanceId", m.variables,
  m.published_at as "publishedAt", m.expires_at as "expiresAt", m.outcome, m.receiver`;

/**
 * Whether a message is for a subscription: everything it names must agree, and it must name something. A subscription with a key is met by
 * that key, or by a message addressed to its very case that names no key.
 */
export const MATCHES = `s.kind = 'message' and s.name = m.name and s.instance_id is not null and not s.suspended
  and (m.key is not null or m.business_key is not null or m.instance_id is not null)
  and (m.instance_id is null or s.instance_id = m.instance_id)
  and (m.business_key is null or s.business_key = m.business_key)
  and (m.key = s.key or (m.key is null and (s.key is null or m.instance_id is not null)))`;
