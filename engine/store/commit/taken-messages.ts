import { IS_WON, type Part } from './part.ts';

/** Messages that go to their case at once: nobody has looked for them in the inbox, and nobody will. */
export const insertTakenMessages: Part = {
  name: 'messages_taken',
  columns: {
    id: 'text',
    instanceId: 'text',
    outcome: 'text',
    name: 'text',
    key: 'text',
    businessKey: 'text',
    addressee: 'text',
    variables: 'json',
    publishedAt: 'time',
    expiresAt: 'time',
  },
  rows: ({ instanceId, claims }) =>
    claims.flatMap((claim) =>
      claim.kind === 'message' && claim.message
        ? [{ ...claim.message, id: claim.id, instanceId, outcome: claim.outcome, addressee: claim.message.instanceId }]
        : [],
    ),
  sql: (
    rows,
  ) => `insert into message (id, name, key, business_key, instance_id, variables, published_at, expires_at, outcome, receiver)
    select x.id, x.name, x.key, x."businessKey", x.addressee, x.variables, x."publishedAt", x."expiresAt", x.outcome, x."instanceId"
    from ${rows} where ${IS_WON}`,
};
