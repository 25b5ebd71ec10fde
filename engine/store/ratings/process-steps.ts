/** How far a process is with the rating it asked for. */
import type { Database } from '../people/database.ts';
import type { Held, RatingStep } from './ratings.ts';

const step = (set: string) => `update rating set ${set} where id = $1 and in_process and $4::text is not null`;

/**
 * 核实、整改、回访结案, as the process takes them: it alone knows the order. After a rectification that did not do it is verified again: the first
 * contact counts, and the rectification is yet to come.
 */
const STEPS = {
  verify: step(
    `contacted_by = coalesce(contacted_by, $2), contacted_at = coalesce(contacted_at, $3), rectified_by = null, rectified_at = null,
     rectification = null, state = 'verified'`,
  ),
  rectify: step(`rectified_by = $2, rectified_at = $3, rectification = $4, state = 'rectified'`),
  close: step(`closed_by = $2, closed_at = $3, state = 'closed'`),
} as const;
export type ProcessStep = keyof typeof STEPS;

export const PROCESS_STEPS = Object.keys(STEPS) as readonly ProcessStep[];

/** Changes nothing where the rating is not the process's to see to. */
export async function takeProcessStep(database: Database, name: ProcessStep, taken: RatingStep): Promise<void> {
  const { id, by, at, text } = taken;
  await database.query(STEPS[name], [id, by, new Date(at), text]);
}

/** The case has ended, or is no more: what is left to do is the register's. True where the rating was the process's until now. */
export async function handBack(database: Database, id: string): Promise<boolean> {
  const { rowCount } = await database.query(
    `update rating r set in_process = false where id = $1 and in_process and not exists (select from instance i where i.id = r.instance_id)`,
    [id],
  );
  return rowCount === 1;
}

/** What the case has for the contact point already: the process sees to it from now on, unless an appeal or its end has come first. */
export async function takeOver(
  database: Database,
  { instanceId, contactPoint }: { readonly instanceId: string; readonly contactPoint: string },
): Promise<Held> {
  const isOpen = `state in ('to-contact', 'verified', 'rectified') and appeal is null`;
  const { rows } = await database.query<Held>(
    `update rating set in_process = in_process or ${isOpen}, rectify_due_at = case when ${isOpen} then null else rectify_due_at end
     where instance_id = $1 and contact_point = $2 returning id, level, in_process as "inProcess"`,
    [instanceId, contactPoint],
  );
  const [held] = rows;
  if (!held) throw new Error('Expected the rating that kept another from being entered, but there is none.');
  return held;
}
