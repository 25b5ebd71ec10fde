import { type Part, storable, time } from './part.ts';

const CLAIM = `"id" text, "instanceId" text`;

/** The claims that still hold, their rows locked: what somebody else has at this moment counts as gone. */
export const claimMessages: Part = {
  name: 'messages_claimed',
  columns: `${CLAIM}, "outcome" text`,
  rows: ({ instanceId, claims }) =>
    claims.flatMap((claim) => (claim.kind === 'message' ? [{ ...claim, instanceId }] : [])),
  sql: `select x."instanceId" from message m join rows x on x.id = m.id where m.outcome = 'buffered' order by m.id for update of m skip locked`,
};

export const claimJobs: Part = {
  name: 'jobs_claimed',
  columns: `${CLAIM}, "worker" text, "now" float8`,
  rows: ({ instanceId, claims }) =>
    claims.flatMap((claim) =>
      claim.kind === 'job' ? [{ id: claim.id, instanceId, worker: claim.lock?.worker, now: claim.lock?.now }] : [],
    ),
  sql: `select x."instanceId" from job j join rows x on x.id = j.id
    where x.worker is null or (j.locked_by = x.worker and j.locked_until > to_timestamp(x.now / 1000)) order by j.id for update of j skip locked`,
};

export const consumeMessages: Part = {
  ...claimMessages,
  name: 'messages_consumed',
  sql: `update message m set outcome = x.outcome, receiver = x."instanceId" from rows x join won on won.id = x."instanceId" where m.id = x.id`,
};

/** Jobs under a worker's lock belong to the case and go with its own rows. */
export const consumeJobs: Part = {
  name: 'jobs_consumed',
  columns: CLAIM,
  rows: ({ instanceId, claims }) =>
    claims.flatMap((claim) =>
      claim.kind === 'job' && !claim.lock && !claim.again ? [{ id: claim.id, instanceId }] : [],
    ),
  sql: `delete from job j using rows x join won on won.id = x."instanceId" where j.id = x.id`,
};

export const repeatJobs: Part = {
  name: 'jobs_repeated',
  columns: `${CLAIM}, "dueAt" float8, "payload" json`,
  rows: ({ instanceId, claims }) =>
    claims.flatMap((claim) =>
      claim.kind === 'job' && claim.again
        ? [{ id: claim.id, instanceId, dueAt: storable(claim.again.dueAt), payload: claim.again.payload }]
        : [],
    ),
  sql: `update job j set due_at = ${time('x."dueAt"')}, payload = x.payload, lease_until = null, attempts = 0, last_error = null
    from rows x join won on won.id = x."instanceId" where j.id = x.id`,
};
