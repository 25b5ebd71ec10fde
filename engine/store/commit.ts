/**
 * Writes a batch of changes in one statement and one round trip: data-modifying common table expressions over arrays of columns. Only the
 * tables that the batch touches appear in it, or their families. What comes back are the changes that won; the rest wrote nothing at all.
 * An error means that nothing was written, except where the connection broke: see `find-committed.ts`.
 */
import type pg from 'pg';
import type { CaseChange } from '../commands/change.ts';
import { stringify } from '../exact-json.ts';
import { isUnstorable } from './codec.ts';
import { type Columns, encodeRows, type RowSet, rowSource } from './columns.ts';
import { insertCandidates, removeCandidates } from './commit/candidates.ts';
import { CASE_COLUMNS, type CaseFate, type CaseRow, caseRow, caseSql, fateOf } from './commit/case.ts';
import { removeCaseParts, upsertCaseParts } from './commit/case-parts.ts';
import { claimJobs, claimMessages, consumeJobs, consumeMessages, repeatJobs } from './commit/claims.ts';
import { insertLampChanges, removeClocks, upsertClocks } from './commit/clocks.ts';
import { insertConfirmations } from './commit/confirmations.ts';
import { claimStores, startByConditions, writeStores } from './commit/data-stores.ts';
import { removeDrafts } from './commit/drafts.ts';
import { insertEffects, updateEffects } from './commit/effects.ts';
import { type Combination, withFamilies } from './commit/families.ts';
import { claimGates, freeGates, holdGates } from './commit/gates.ts';
import { upsertIncidents } from './commit/incidents.ts';
import { upsertJobs } from './commit/jobs.ts';
import { JOURNAL_COLUMNS, journalSql } from './commit/journal.ts';
import { upsertNotices } from './commit/notices.ts';
import type { Part } from './commit/part.ts';
import { beginPeriods, endPeriods, insertMeasured } from './commit/periods.ts';
import { insertReceipts } from './commit/receipts.ts';
import {
  removeConfirmations,
  removeIncidents,
  removeJobs,
  removeSubscriptions,
  removeTasks,
} from './commit/removals.ts';
import { upsertSubscriptions } from './commit/subscriptions.ts';
import { insertTakenMessages } from './commit/taken-messages.ts';
import { updateTaskVariables } from './commit/task-variables.ts';
import { upsertTasks } from './commit/tasks.ts';
import { insertEndedTasks } from './commit/tasks-ended.ts';
import { chain, type JournalHead, type JournalRow } from './journal.ts';

/** A change with what only the store knows: the end of the case's journal before and after it. */
export interface PreparedChange {
  readonly change: CaseChange;
  readonly head: JournalHead;
  readonly row: CaseRow;
  readonly journal: readonly JournalRow[];
}

/** A text in the change cannot be stored (NUL or half a surrogate pair). The caller refuses the command. */
export class Unstorable extends Error {}

/**
 * Characters of JSON of the variables of a case, and as many of the rest of its row. The row is read and written as a whole with every command;
 * at this size that takes about a second, and beyond 255 MB the database refuses it.
 */
export const MAX_CASE_LENGTH = 16_000_000;

/** The case would grow beyond what a row may be. The caller refuses the command. */
export class CaseTooLarge extends Error {
  readonly what: 'state' | 'variables';
  readonly found: number;
  constructor(what: 'state' | 'variables', found: number) {
    super(`Expected the ${what} of a case to be smaller, but they take ${found} characters.`);
    this.what = what;
    this.found = found;
  }
}

/** What ends a case is always written: that is the way out. */
function checkLength({ row, change }: PreparedChange, limit: number): void {
  if (change.ends) return;
  for (const what of ['variables', 'state'] as const) {
    const found = row[what]?.length ?? 0;
    if (found > limit) throw new CaseTooLarge(what, found);
  }
}

export interface PrepareOptions {
  /** The end of the journal that is written, or of `journal`. */
  readonly head: JournalHead;
  /** Rows of the change that are made already, without the entries that come after them. */
  readonly journal?: readonly JournalRow[];
  readonly definitionKey: string;
  /** Characters. */
  readonly limit: number;
}

/** Continues the journal and encodes the case. Throws `Unstorable`, and `CaseTooLarge` beyond `limit` characters. */
export function prepare(change: CaseChange, options: PrepareOptions): PreparedChange {
  const { head, journal: made = [], definitionKey, limit } = options;
  const journal = [...made, ...chain(change.instanceId, head, change.entries.slice(made.length))];
  const last = journal.at(-1) ?? head;
  const row = caseRow(change, last, definitionKey);
  if (
    isUnstorable(row.state) ||
    isUnstorable(row.variables ?? '') ||
    (change.stores && isUnstorable(stringify(change.stores.writes))) ||
    journal.some(({ events }) => isUnstorable(events))
  )
    throw new Unstorable();
  const prepared = { change, head: { seq: last.seq, hash: last.hash }, row, journal };
  checkLength(prepared, limit);
  return prepared;
}

/** Read before the case is decided; they take no part in `won`. */
const CLAIMED: readonly Part[] = [claimMessages, claimJobs, claimStores, claimGates];

const WRITES: readonly Part[] = [
  insertReceipts,
  consumeMessages,
  insertTakenMessages,
  consumeJobs,
  repeatJobs,
  removeTasks,
  removeCandidates,
  removeJobs,
  removeSubscriptions,
  removeIncidents,
  removeClocks,
  removeConfirmations,
  removeCaseParts,
  upsertTasks,
  updateTaskVariables,
  insertCandidates,
  insertEndedTasks,
  removeDrafts,
  upsertJobs,
  upsertSubscriptions,
  upsertIncidents,
  upsertNotices,
  insertEffects,
  updateEffects,
  upsertClocks,
  insertLampChanges,
  endPeriods,
  beginPeriods,
  insertMeasured,
  insertConfirmations,
  writeStores,
  startByConditions,
  holdGates,
  freeGates,
  upsertCaseParts,
];

const PARTS: readonly Part[] = [...CLAIMED, ...WRITES];

/** Returns the ids of the cases whose change was written. All or nothing for each case. */
export async function commit(
  pool: pg.Pool,
  changes: readonly PreparedChange[],
  deploymentSequence: number,
): Promise<ReadonlySet<string>> {
  const rowsByPart = new Map(PARTS.map((part) => [part, rowsOf(part, changes)]));
  const { name, text, parts } = statementFor({
    parts: new Set(PARTS.filter((part) => rowsByPart.get(part)?.length)),
    fates: new Set(changes.map(({ change }) => fateOf(change))),
  });
  const sets: RowSet[] = [
    { columns: CASE_COLUMNS, rows: changes.map(({ row }) => row) },
    { columns: JOURNAL_COLUMNS, rows: changes.flatMap(({ journal }) => journal) },
    ...parts.map((part) => ({ columns: part.columns, rows: rowsByPart.get(part) ?? [] })),
  ];
  const { rows } = await pool.query<{ id: string }>({
    name,
    text,
    values: [deploymentSequence, ...encodeRows(sets)],
  });
  return new Set(rows.map((row) => row.id));
}

function rowsOf(part: Part, changes: readonly PreparedChange[]): object[] {
  const rows: object[] = [];
  for (const { change } of changes) for (const row of part.rows(change)) rows.push(row);
  return rows;
}

interface Statement {
  readonly name: string;
  readonly text: string;
  /** In the order of their parameters. */
  readonly parts: readonly Part[];
}

const statements = new Map<string, Statement>();

/** So many combinations have a statement of their own, which is the quickest; those that come later share one with their families. */
const MOST_OF_THEIR_OWN = 40;

/** The statement for these tables and fates, perhaps for more; prepared under its name once per connection. */
function statementFor(wanted: Combination): Statement {
  const own = statements.get(keyOf(wanted));
  if (own) return own;
  const combination = statements.size < MOST_OF_THEIR_OWN ? wanted : withFamilies(wanted);
  const key = keyOf(combination);
  const known = statements.get(key);
  if (known) return known;
  const parts = PARTS.filter((part) => combination.parts.has(part));
  const text = statementText(parts, combination.fates);
  const statement = { name: `commit_${statements.size}`, text, parts };
  statements.set(key, statement);
  return statement;
}

const keyOf = ({ parts, fates }: Combination): string =>
  [...[...fates].sort(), ...PARTS.filter((part) => parts.has(part)).map(({ name }) => name)].join(' ');

/** `$1` is the deployment sequence; the columns of the cases, of the journal and of each part follow. */
function statementText(parts: readonly Part[], fates: ReadonlySet<CaseFate>): string {
  let next = 2;
  const take = (columns: Columns): number => {
    const first = next;
    next += Object.keys(columns).length;
    return first;
  };
  const cases = take(CASE_COLUMNS);
  const journal = take(JOURNAL_COLUMNS);
  const placed = parts.map((part) => ({ part, first: take(part.columns) }));
  const cte = ({ part, first }: { part: Part; first: number }, how = 'as'): string =>
    `${part.name} ${how} (${part.sql(rowSource(part.columns, first))})`;
  const receipts = placed.find(({ part }) => part === insertReceipts);
  const claims = placed.filter(({ part }) => CLAIMED.includes(part));
  return `with ${[
    ...claims.map((claim) => cte(claim, 'as materialized')),
    caseSql({
      cases: rowSource(CASE_COLUMNS, cases),
      fates,
      sequence: '$1',
      receipts: receipts && rowSource(insertReceipts.columns, receipts.first, 'r'),
      claims: claims.map(({ part }) => part.name),
    }),
    `journal_new as (${journalSql(rowSource(JOURNAL_COLUMNS, journal))})`,
    ...placed.filter((write) => !claims.includes(write)).map((write) => cte(write)),
  ].join(', ')} select id from won`;
}
