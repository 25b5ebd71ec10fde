/** Monthly indicators that were frozen, who signed them, and what was said against them. */
import { createHash } from 'node:crypto';
import { stringify } from '../../exact-json.ts';
import type { Weights } from '../../sla/score.ts';
import type { Database } from '../people/database.ts';
import type { IndicatorRow } from '../read/indicators.ts';

export interface FrozenMonth {
  readonly month: string;
  readonly figures: readonly IndicatorRow[];
  /** Null in months frozen before there were any. */
  readonly weights: Weights | null;
  readonly hash: string;
  readonly frozenAt: number;
  readonly frozenBy: string;
}

const hashOf = (figures: readonly IndicatorRow[], weights: Weights | null): string =>
  createHash('sha256')
    .update(stringify(weights === null ? figures : { figures, weights }))
    .digest('hex');

export async function findFrozen(database: Database, month: string): Promise<FrozenMonth | undefined> {
  const { rows } = await database.query<FrozenMonth>(
    `select month, figures, weights, hash, frozen_at as "frozenAt", frozen_by as "frozenBy" from indicator_month where month = $1`,
    [month],
  );
  return rows[0];
}

/** False where it was frozen already: the first one stays. */
export async function freezeMonth(database: Database, frozen: Omit<FrozenMonth, 'hash'>): Promise<boolean> {
  const { month, figures, weights, frozenAt, frozenBy } = frozen;
  const { rowCount } = await database.query(
    `insert into indicator_month (month, figures, hash, frozen_at, frozen_by, weights) values ($1, $2, $3, $4, $5, $6) on conflict (month) do nothing`,
    [month, stringify(figures), hashOf(figures, weights), new Date(frozenAt), frozenBy, weights && stringify(weights)],
  );
  return rowCount === 1;
}

export interface Signature {
  readonly signedBy: string;
  readonly signedAt: number;
  readonly hash: string;
}

export async function signaturesOf(database: Database, month: string): Promise<readonly Signature[]> {
  const { rows } = await database.query<Signature>(
    `select signed_by as "signedBy", signed_at as "signedAt", hash from indicator_signature where month = $1 order by signed_at, signed_by`,
    [month],
  );
  return rows;
}

/** False where this person had signed. */
export async function signMonth(
  database: Database,
  month: string,
  { signedBy, signedAt, hash }: Signature,
): Promise<boolean> {
  const { rowCount } = await database.query(
    'insert into indicator_signature (month, signed_by, signed_at, hash) values ($1, $2, $3, $4) on conflict do nothing',
    [month, signedBy, new Date(signedAt), hash],
  );
  return rowCount === 1;
}

export interface IndicatorAppealRow {
  readonly id: string;
  readonly month: string;
  readonly department: string;
  readonly indicator: string;
  readonly text: string;
  readonly appealedBy: string;
  readonly appealedAt: number;
  readonly outcome: 'upheld' | 'corrected' | null;
  readonly decision: string | null;
  readonly decidedBy: string | null;
  readonly decidedAt: number | null;
}

const APPEAL = `id, month, department, indicator, text, appealed_by as "appealedBy", appealed_at as "appealedAt", outcome, decision, decided_by as "decidedBy",
  decided_at as "decidedAt"`;

export async function appealsOf(database: Database, month: string): Promise<readonly IndicatorAppealRow[]> {
  const { rows } = await database.query<IndicatorAppealRow>(
    `select ${APPEAL} from indicator_appeal where month = $1 order by appealed_at, id`,
    [month],
  );
  return rows;
}

export type NewIndicatorAppeal = Pick<
  IndicatorAppealRow,
  'id' | 'month' | 'department' | 'indicator' | 'text' | 'appealedBy' | 'appealedAt'
>;

export async function insertAppeal(database: Database, appeal: NewIndicatorAppeal): Promise<void> {
  const { id, month, department, indicator, text, appealedBy, appealedAt } = appeal;
  await database.query(
    'insert into indicator_appeal (id, month, department, indicator, text, appealed_by, appealed_at) values ($1, $2, $3, $4, $5, $6, $7)',
    [id, month, department, indicator, text, appealedBy, new Date(appealedAt)],
  );
}

export async function hasAppeal(database: Database, id: string): Promise<boolean> {
  return (await database.query('select from indicator_appeal where id = $1', [id])).rowCount === 1;
}

export interface AppealDecision {
  readonly id: string;
  readonly outcome: 'upheld' | 'corrected';
  readonly text: string;
  readonly by: string;
  readonly at: number;
}

/** Undefined where there is no such appeal, by somebody else, that waits for a decision. */
export async function decideAppeal(
  database: Database,
  { id, outcome, text, by, at }: AppealDecision,
): Promise<IndicatorAppealRow | undefined> {
  const { rows } = await database.query<IndicatorAppealRow>(
    `update indicator_appeal set outcome = $2, decision = $3, decided_by = $4, decided_at = $5
     where id = $1 and outcome is null and appealed_by <> $4 returning ${APPEAL}`,
    [id, outcome, text, by, new Date(at)],
  );
  return rows[0];
}
