import type { Columns } from '../columns.ts';
import { IS_WON, oneEach, type Part } from './part.ts';

const CLAIM = { id: 'text', instanceId: 'text' } as const satisfies Columns;

/** The claims that still hold, their rows locked: what somebody else has at this moment counts as gone. */
export const claimMessages: Part = {
  name: 'messages_claimed',
  columns: CLAIM,
  rows: ({ instanceId, claims }) =>
    claims.flatMap((claim) => (claim.kind === 'message' && !claim.message ? [{ id: claim.id, instanceId }] : [])),
  sql: (rows) =>
    `select y."instanceId" from message m join ${oneEach(rows)} on y.id = m.id where m.outcome = 'buffered' order by m.id for update of m skip locked`,
};

export const claimJobs: Part = {
  name: 'jobs_claimed',
  columns: { ...CLAIM, worker: 'text', now: 'time', token: 'bigint' },
  rows: ({ instanceId, claims }) =>
    claims.flatMap((claim) =>
      claim.kind === 'job'
        ? [
            {
              id: claim.id,
              instanceId,
              worker: claim.lock?.worker,
              now: claim.lock?.now,
              token: claim.lock?.token,
            },
          ]
        : [],
    ),
  sql: (rows) => `select x."instanceId" from job j join ${rows} on x.id = j.id
    where x.worker is null or (j.locked_by = x.worker and j.locked_until > x.now and (x.token is null or j.lock_token = x.token)) order by j.id for update of j skip locked`,
};

export const consumeMessages: Part = {
  name: 'messages_consumed',
  columns: { ...CLAIM, outcome: 'text' },
  rows: ({ instanceId, claims }) =>
    claims.flatMap((claim) =>
      claim.kind === 'message' && !claim.message ? [{ id: claim.id, instanceId, outcome: claim.outcome }] : [],
    ),
  sql: (rows) =>
    `update message m set outcome = x.outcome, receiver = x."instanceId" from ${rows} where ${IS_WON} and m.id = x.id`,
};

/** Jobs under a worker's lock belong to the case and go with its own rows. */
export const consumeJobs: Part = {
  name: 'jobs_consumed',
  columns: CLAIM,
  rows: ({ instanceId, claims }) =>
    claims.flatMap((claim) =>
      claim.kind === 'job' && !claim.lock && !claim.again ? [{ id: claim.id, instanceId }] : [],
    ),
  sql: (rows) => `delete from job j using ${rows} where ${IS_WON} and j.id = x.id`,
};

export const repeatJobs: Part = {
  name: 'jobs_repeated',
  columns: { ...CLAIM, dueAt: 'time', payload: 'json' },
  rows: ({ instanceId, claims }) =>
    claims.flatMap((claim) =>
      claim.kind === 'job' && claim.again
        ? [{ id: claim.id, instanceId, dueAt: claim.again.dueAt, payload: claim.again.payload }]
        : [],
    ),
  sql: (
    rows,
  ) => `update job j set due_at = x."dueAt", payload = x.payload, lease_until = null, attempts = 0, last_error = null
    from ${rows} where ${IS_WON} and j.id = x.id`,
};
