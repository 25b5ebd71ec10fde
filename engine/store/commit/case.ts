/**
 * The part of the commit that decides who wins. A change wins where the definitions are those it was decided with, no receipt of it
 * exists, all it claims is there, and its case is still in the version it was decided on (or not there at all, for a new one).
 * Cases are locked in order of id and locked ones are skipped, so two processes never wait for each other here. Measured with two
 * processes on the same 60 cases, batches of 50: waiting gave deadlocks and 1,500 commands/s, skipping none and 33,000.
 */
import { hasEnded } from '../../commands/case.ts';
import type { CaseChange } from '../../commands/change.ts';
import { ownDefinitionId, rootVariables } from '../../core/query.ts';
import { encodeState, encodeVariables } from '../codec.ts';
import type { Columns } from '../columns.ts';
import type { JournalHead } from '../journal.ts';

export const CASE_COLUMNS = {
  id: 'text',
  expected: 'bigint',
  ends: 'boolean',
  amends: 'boolean',
  claims: 'integer',
  status: 'text',
  definitionId: 'text',
  definitionKey: 'text',
  businessKey: 'text',
  initiator: 'text',
  startedAt: 'time',
  at: 'time',
  seq: 'integer',
  hash: 'bytes',
  incidents: 'integer',
  voided: 'boolean',
  state: 'jsonText',
  variables: 'jsonbText',
} as const satisfies Columns;

export interface CaseRow extends Readonly<Record<Exclude<keyof typeof CASE_COLUMNS, 'variables'>, unknown>> {
  readonly state: string;
  /** Null where they are as they were: a case that goes on keeps them. */
  readonly variables: string | null;
}

/**
 * What becomes of a case: it is new and stays open, is new and ends at once, stays open, or ends; or it had ended and something is added, or had
 * ended and is open again.
 */
export type CaseFate = 'opened' | 'openedAndEnded' | 'continued' | 'ended' | 'amended' | 'reopened';

export function fateOf({ expected, ends, before }: CaseChange): CaseFate {
  if (before !== null && hasEnded(before)) return ends ? 'amended' : 'reopened';
  if (expected === 0) return ends ? 'openedAndEnded' : 'opened';
  return ends ? 'ended' : 'continued';
}

export interface CaseSource {
  /** FROM item `x` of the cases. */
  readonly cases: string;
  /** Those that occur; the statement has nothing for the others. */
  readonly fates: ReadonlySet<CaseFate>;
  /** Parameter of the deployment sequence. */
  readonly sequence: string;
  /** FROM item `r` of the receipts; undefined where no change of the batch has any. */
  readonly receipts: string | undefined;
  /** Common table expressions of claimed rows, each with "instanceId". */
  readonly claims: readonly string[];
}

/** Gives `won (id)`. */
export function caseSql({ cases, fates, sequence, receipts, claims }: CaseSource): string {
  const claimed = claims.map((name) => `(select count(*) from ${name} c where c."instanceId" = x.id)`).join(' + ');
  const eligible = `eligible as materialized (
    select x.* from ${cases}
    where exists (select from engine_state where deployment_sequence = ${sequence})
    ${claims.length > 0 ? `and x.claims = ${claimed}` : ''}
    ${receipts ? `and not exists (select from ${receipts} join receipt on receipt.id = r.id where r."instanceId" = x.id)` : ''}
  )`;
  const winners = Object.keys(WINNERS).filter((name) => WINNERS[name]?.of.some((fate) => fates.has(fate)));
  const writes = [...fates].flatMap((fate) => WRITES[fate] ?? []);
  return [
    eligible,
    ...winners.map((name) => `${name} as materialized (${WINNERS[name]?.sql})`),
    `won as materialized (${winners.map((name) => `select id from ${name}`).join(' union all ')})`,
    ...writes,
  ].join(', ');
}

const archive = (
  from: string,
): string => `insert into instance_history (id, status, definition_id, definition_key, business_key, initiator, state,
      variables, started_at, ended_at, journal_seq, journal_hash, voided)
    select x.id, x.status, x."definitionId", x."definitionKey", x."businessKey", x.initiator, x.state, x.variables, x."startedAt", x.at,
      x.seq, x.hash, x.voided
    from ${from}`;

const OPEN_COLUMNS = `id, version, status, definition_id, definition_key, business_key, initiator, state, variables, started_at, updated_at,
      journal_seq, journal_hash, incident_count`;

const OPEN_VALUES = `x.status, x."definitionId", x."definitionKey", x."businessKey", x.initiator, x.state, x.variables, x."startedAt", x.at,
      x.seq, x.hash, x.incidents`;

/** The ids that win; those of new cases by writing them. */
const WINNERS: Readonly<Record<string, { readonly of: readonly CaseFate[]; readonly sql: string }>> = {
  locked: {
    of: ['continued', 'ended'],
    sql: `select c.id from instance c join eligible x on x.id = c.id
    where c.version = x.expected and x.expected > 0 and not x.amends
    order by c.id for update of c skip locked`,
  },
  opened: {
    of: ['opened'],
    sql: `insert into instance (${OPEN_COLUMNS})
    select x.id, 1, ${OPEN_VALUES}
    from eligible x
    where x.expected = 0 and not x.ends and not exists (select from instance_history h where h.id = x.id)
    on conflict (id) do nothing returning id`,
  },
  amended_locked: {
    of: ['amended', 'reopened'],
    sql: `select h.id from instance_history h join eligible x on x.id = h.id
    where x.amends and h.journal_seq = x.expected
    order by h.id for update of h skip locked`,
  },
  opened_and_ended: {
    of: ['openedAndEnded'],
    sql: `${archive('eligible x where x.expected = 0 and x.ends and not exists (select from instance c where c.id = x.id)')}
    on conflict (id) do nothing returning id`,
  },
};

/** As `IS_WON`, of the locked ones. */
const IS_LOCKED = '(x.id in (select id from locked)) is true';

/** The same of those that had ended. */
const IS_AMENDED = 'x.amends and (x.id in (select id from amended_locked)) is true';

/** What is left to write for those that were locked. */
const WRITES: Partial<Readonly<Record<CaseFate, readonly string[]>>> = {
  continued: [
    `updated as (
    update instance c set version = x.expected + 1, status = x.status, definition_id = x."definitionId", state = x.state, variables = coalesce(x.variables, c.variables),
      updated_at = x.at, journal_seq = x.seq, journal_hash = x.hash, incident_count = x.incidents
    from eligible x where c.id = x.id and not x.ends and ${IS_LOCKED})`,
  ],
  ended: [
    `removed as (delete from instance c using eligible x where c.id = x.id and x.ends and ${IS_LOCKED})`,
    `archived as (${archive(`eligible x where x.ends and ${IS_LOCKED}`)})`,
  ],
  amended: [
    `amended as (update instance_history h set state = x.state, journal_seq = x.seq, journal_hash = x.hash
    from eligible x where h.id = x.id and x.ends and ${IS_AMENDED})`,
  ],
  reopened: [
    `unarchived as (delete from instance_history h using eligible x where h.id = x.id and not x.ends and ${IS_AMENDED})`,
    `reopened as (
    insert into instance (${OPEN_COLUMNS})
    select x.id, x.expected + 1, ${OPEN_VALUES}
    from eligible x where not x.ends and ${IS_AMENDED})`,
  ],
};

export function caseRow(change: CaseChange, head: JournalHead, definitionKey: string): CaseRow {
  const { before, after, entries } = change;
  const amends = before !== null && hasEnded(before);
  const kept = before !== null && !change.ends && !amends && rootVariables(before) === rootVariables(after);
  return {
    id: change.instanceId,
    expected: change.expected,
    ends: change.ends,
    amends,
    claims: countClaims(change),
    status: after.status,
    definitionId: ownDefinitionId(after),
    definitionKey,
    businessKey: after.businessKey,
    initiator: after.initiator,
    startedAt: after.startedAt,
    at: after.endedAt ?? entries.at(-1)?.at ?? after.startedAt,
    seq: head.seq,
    hash: head.hash,
    incidents: Object.keys(after.incidents).length + (after.partial?.incidents ?? 0),
    voided: after.closedAs === 'void',
    state: encodeState(change.parts?.base ?? after),
    variables: kept ? null : encodeVariables(after),
  };
}

/** How many rows the change lays claim to, in all tables. */
function countClaims({ claims, stores }: CaseChange): number {
  const gates = claims.filter((claim) => claim.kind === 'message' && claim.gate !== undefined).length;
  return claims.length + gates + (stores?.versions.length ?? 0);
}
