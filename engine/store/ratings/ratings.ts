/** 好差评. Each step of a rating is taken once: the row only changes from the state the step begins in. */
import type { Database } from '../people/database.ts';
import { counts } from '../read/objections.ts';
import { type PageOf, type Paging, type Query, readPage, sql } from '../read/paging.ts';

type RatingState = 'closed' | 'to-contact' | 'verified' | 'rectified' | 'appealed';

export interface RatingRow {
  readonly id: string;
  readonly instanceId: string;
  readonly contactPoint: string;
  readonly definitionKey: string;
  readonly businessKey: string | null;
  readonly department: string | null;
  /** 1 very satisfied to 5 very dissatisfied. */
  readonly level: number;
  readonly anonymous: boolean;
  readonly verified: boolean;
  readonly comment: string | null;
  /** Null where who rated has no account. */
  readonly ratedBy: string | null;
  /** Who wrote down what another said, who has no account; null where who rated entered it himself. */
  readonly recordedBy: string | null;
  readonly ratedAt: number;
  readonly state: RatingState;
  /** The process of the case asked for it and sees to it: its steps come from there, and nothing falls due here. */
  readonly inProcess: boolean;
  readonly contactDueAt: number | null;
  /** From the contact on, until it is rectified. */
  readonly rectifyDueAt: number | null;
  /** The department was told that what is due is due. */
  readonly remindedAt: number | null;
  /** Its superiors were told that it is overdue. */
  readonly escalatedAt: number | null;
  readonly contactedAt: number | null;
  readonly contactedBy: string | null;
  readonly rectifiedAt: number | null;
  readonly rectifiedBy: string | null;
  readonly rectification: string | null;
  readonly closedAt: number | null;
  readonly closedBy: string | null;
  readonly appeal: string | null;
  readonly appealedBy: string | null;
  readonly appealOutcome: 'counted' | 'not-counted' | null;
  readonly appealDecision: string | null;
  readonly appealDecidedBy: string | null;
  readonly correctedLevel: number | null;
  readonly correctedAt: number | null;
}

const COLUMNS = `r.id, r.instance_id as "instanceId", r.contact_point as "contactPoint", r.definition_key as "definitionKey", r.business_key as "businessKey",
  r.department, r.level, r.anonymous, r.verified, r.comment, r.rated_by as "ratedBy", r.recorded_by as "recordedBy", r.rated_at as "ratedAt", r.state, r.in_process as "inProcess",
  r.contact_due_at as "contactDueAt", r.rectify_due_at as "rectifyDueAt", r.reminded_at as "remindedAt", r.escalated_at as "escalatedAt", r.contacted_at as "contactedAt", r.contacted_by as "contactedBy", r.rectified_at as "rectifiedAt",
  r.rectified_by as "rectifiedBy", r.rectification, r.closed_at as "closedAt", r.closed_by as "closedBy", r.appeal, r.appealed_by as "appealedBy",
  r.appeal_outcome as "appealOutcome", r.appeal_decision as "appealDecision", r.appeal_decided_by as "appealDecidedBy",
  r.corrected_level as "correctedLevel", r.corrected_at as "correctedAt"`;

export interface RatingFilter {
  /** Null: of every department. */
  readonly within: readonly string[] | null;
  readonly instanceId?: string | undefined;
  readonly state?: RatingState | undefined;
  readonly bad?: boolean | undefined;
  /** What is due is due: the department was told. */
  readonly late?: boolean | undefined;
  /** Only those that figures count. */
  readonly counted?: boolean | undefined;
  /** As corrected. */
  readonly level?: number | undefined;
  readonly satisfied?: boolean | undefined;
  readonly rectified?: boolean | undefined;
  readonly recorded?: boolean | undefined;
  /** Had to be contacted by this instant, epoch ms, or has been. */
  readonly toContact?: number | undefined;
  readonly contactedInTime?: boolean | undefined;
  readonly department?: string | undefined;
  readonly without?: 'department' | undefined;
  /** Rated from and before, epoch ms. */
  readonly rated?: { readonly from: number; readonly to: number } | undefined;
}

/** The latest first. */
export function listRatingRows(database: Database, filter: RatingFilter, paging: Paging): Promise<PageOf<RatingRow>> {
  const query = sql.select(sql.raw(COLUMNS)).from('rating as r');
  if (filter.within !== null) query.whereRaw('r.department = any(?)', [[...filter.within]]);
  if (filter.instanceId !== undefined) query.where('r.instance_id', filter.instanceId);
  if (filter.state !== undefined) query.where('r.state', filter.state);
  if (filter.department !== undefined) query.where('r.department', filter.department);
  if (filter.without !== undefined) query.whereNull('r.department');
  if (filter.rated !== undefined)
    query.whereRaw('r.rated_at >= ?::timestamptz and r.rated_at < ?::timestamptz', [
      new Date(filter.rated.from).toISOString(),
      new Date(filter.rated.to).toISOString(),
    ]);
  if (filter.counted)
    query.whereRaw(
      `r.verified and r.appeal_outcome is distinct from 'not-counted' and r.${counts('rating', 'assessment')}`,
    );
  if (filter.bad !== undefined) query.whereRaw(`r.level ${filter.bad ? '>' : '<='} 3`);
  whereFigure(query, filter);
  if (filter.late !== undefined) query.whereRaw(`r.reminded_at is ${filter.late ? 'not null' : 'null'}`);
  const keys = [
    { column: 'r.rated_at', field: 'ratedAt', type: 'time' },
    { column: 'r.id', field: 'id', type: 'text' },
  ] as const;
  return readPage<RatingRow>(database, query, { keys, descending: true }, paging);
}

/** The conditions of the figures, so that each leads to what it counts. */
function whereFigure(
  query: Query,
  { level, satisfied, rectified, recorded, toContact, contactedInTime }: RatingFilter,
): void {
  if (level !== undefined) query.whereRaw('coalesce(r.corrected_level, r.level) = ?', [level]);
  if (satisfied !== undefined) query.whereRaw(`coalesce(r.corrected_level, r.level) ${satisfied ? '<=' : '>'} 3`);
  if (rectified !== undefined) query.whereRaw(`r.rectified_at is ${rectified ? 'not null' : 'null'}`);
  if (recorded !== undefined) query.whereRaw(`r.recorded_by is ${recorded ? 'not null' : 'null'}`);
  if (toContact !== undefined)
    query.whereRaw('(r.contact_due_at < ?::timestamptz or r.contacted_at is not null)', [
      new Date(toContact).toISOString(),
    ]);
  if (contactedInTime) query.whereRaw('r.contacted_at <= r.contact_due_at');
}

export async function findRating(database: Database, id: string): Promise<RatingRow | undefined> {
  return (await database.query<RatingRow>(`select ${COLUMNS} from rating r where r.id = $1`, [id])).rows[0];
}

/** The department that had the case last; null where none is known. */
export async function lastDepartment(database: Database, instanceId: string): Promise<string | null> {
  const { rows } = await database.query<{ department: string }>(
    'select department from task_history where instance_id = $1 and department is not null order by ended_at desc, id desc limit 1',
    [instanceId],
  );
  return rows[0]?.department ?? null;
}

export type NewRating = Pick<
  RatingRow,
  | 'id'
  | 'instanceId'
  | 'contactPoint'
  | 'definitionKey'
  | 'businessKey'
  | 'department'
  | 'level'
  | 'anonymous'
  | 'verified'
  | 'comment'
  | 'ratedBy'
  | 'recordedBy'
  | 'ratedAt'
  | 'state'
  | 'inProcess'
  | 'contactDueAt'
>;

/** False where this case has one for the contact point. */
export async function insertRating(database: Database, rating: NewRating): Promise<boolean> {
  const { id, instanceId, contactPoint, definitionKey, businessKey, department, level, anonymous, verified } = rating;
  const { comment, ratedBy, recordedBy, ratedAt, state, inProcess, contactDueAt } = rating;
  const due = contactDueAt === null ? null : new Date(contactDueAt);
  const { rowCount } = await database.query(
    `insert into rating (id, instance_id, contact_point, definition_key, business_key, department, level, anonymous, verified, comment, rated_by,
       recorded_by, rated_at, state, in_process, contact_due_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16) on conflict (instance_id, contact_point) do nothing`,
    [
      id,
      instanceId,
      contactPoint,
      definitionKey,
      businessKey,
      department,
      level,
      anonymous,
      verified,
      comment,
      ratedBy,
      recordedBy,
      new Date(ratedAt),
      state,
      inProcess,
      due,
    ],
  );
  return rowCount === 1;
}

export interface RatingStep {
  readonly id: string;
  readonly by: string;
  readonly at: number;
  readonly text: string;
}

const step = (set: string, condition: string) =>
  `update rating set ${set} where id = $1 and ${condition} and $2::text is not null and $4::text is not null`;
const ownStep = (set: string, condition: string) => step(set, `not in_process and ${condition}`);

/** 核实、整改、回访结案、申诉: what each writes and from which state it starts. */
const STEPS = {
  contact: ownStep(`contacted_by = $2, contacted_at = $3, state = 'verified'`, `state = 'to-contact'`),
  rectify: ownStep(
    `rectified_by = $2, rectified_at = $3, rectification = $4, state = 'rectified'`,
    `state = 'verified'`,
  ),
  close: ownStep(`closed_by = $2, closed_at = $3, state = 'closed'`, `state = 'rectified'`),
  appeal: ownStep(
    `appealed_by = $2, appealed_at = $3, appeal = $4, state = 'appealed'`,
    `state in ('to-contact', 'verified', 'rectified') and appeal is null`,
  ),
} as const;
export type RatingVerb = keyof typeof STEPS;

/** False where the rating does not admit it. */
export async function takeRatingStep(database: Database, verb: RatingVerb, taken: RatingStep): Promise<boolean> {
  const { id, by, at, text } = taken;
  return (await database.query(STEPS[verb], [id, by, new Date(at), text])).rowCount === 1;
}

export async function setRectifyDue(database: Database, id: string, dueAt: number): Promise<void> {
  await database.query('update rating set rectify_due_at = $2 where id = $1', [id, new Date(dueAt)]);
}

/** A rating that does not count is closed with it; one that counts goes on where it was. Not by who appealed, nor by who wrote it down. */
export async function decideRatingAppeal(
  database: Database,
  { id, by, at, text, outcome }: RatingStep & { outcome: 'counted' | 'not-counted' },
): Promise<boolean> {
  const { rowCount } = await database.query(
    `update rating set appeal_outcome = $5, appeal_decision = $4, appeal_decided_by = $2, appeal_decided_at = $3,
       closed_by = case when $5 = 'not-counted' then $2 end, closed_at = case when $5 = 'not-counted' then $3::timestamptz end,
       state = case when $5 = 'not-counted' then 'closed' when rectified_at is not null then 'rectified' when contacted_at is not null then 'verified'
         else 'to-contact' end
     where id = $1 and state = 'appealed' and appealed_by <> $2 and recorded_by is distinct from $2`,
    [id, by, new Date(at), text, outcome],
  );
  return rowCount === 1;
}

export type Held = { readonly id: string; readonly level: number; readonly inProcess: boolean };

interface SaidAgain {
  readonly instanceId: string;
  readonly contactPoint: string;
  readonly level: number;
  readonly by: string;
  readonly at: number;
  /** He is satisfied now: that puts it right, and closes it. */
  readonly isRight: boolean;
}

/** Once, of a bad rating that was recorded for an applicant: asked again after more work, he says what he thinks now. Nothing where that is not so. */
export async function correctRecorded(
  database: Database,
  { instanceId, contactPoint, level, by, at, isRight }: SaidAgain,
): Promise<Held | undefined> {
  const { rows } = await database.query<Held>(
    `update rating set corrected_level = $3, corrected_at = $5, contacted_by = coalesce(contacted_by, $4), contacted_at = coalesce(contacted_at, $5),
       rectified_by = case when $6 then $4 end, rectified_at = case when $6 then $5::timestamptz end,
       closed_by = case when $6 then $4 end, closed_at = case when $6 then $5::timestamptz end, state = case when $6 then 'closed' else 'verified' end
     where instance_id = $1 and contact_point = $2 and recorded_by is not null and corrected_level is null and in_process and state in ('to-contact', 'verified', 'rectified')
     returning id, corrected_level as level, in_process as "inProcess"`,
    [instanceId, contactPoint, level, by, new Date(at), isRight],
  );
  return rows[0];
}

/** Once, by who rated, after rectification. */
export async function correctRating(
  database: Database,
  { id, by, at, level }: Pick<RatingStep, 'id' | 'by' | 'at'> & { level: number },
): Promise<boolean> {
  const { rowCount } = await database.query(
    `update rating set corrected_level = $4, corrected_at = $3
     where id = $1 and rated_by = $2 and rectified_at is not null and corrected_level is null`,
    [id, by, new Date(at), level],
  );
  return rowCount === 1;
}
