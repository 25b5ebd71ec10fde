/** What is due for a bad rating: the department is reminded when it is, its superiors are told on the next working day. */
import { SYSTEM } from '../../commands/command.ts';
import type { InputOf } from '../../commands/index.ts';
import type { Chart } from '../../people/organisation/chart.ts';
import { headsAt, managersAt } from '../../people/superiors.ts';
import { nextMorning } from '../../sla/rung.ts';
import type { Job } from '../../store/jobs/job.ts';
import { clearAlarm, escalateRating, holdAlarm, isDue, remindRating } from '../../store/ratings/alarms.ts';
import { findRating, type RatingRow } from '../../store/ratings/ratings.ts';
import { inTransaction } from '../../store/transaction.ts';
import { departmentCalendar } from '../department-calendar.ts';
import type { Outcome, Submitter } from '../envelope.ts';
import { lookAfter } from './in-process.ts';
import type { RatingDeps } from './rating-deps.ts';

export interface RatingWork {
  readonly work: 'rating';
  readonly rating: string;
}

export interface AlarmDeps extends RatingDeps {
  readonly dispatcher: Submitter;
}

/**
 * Each of the two once for each limit; a rating that has moved on meanwhile has taken its job with it. People are told before it is noted, under a
 * receipt: a process that is killed in between tells nobody twice. `at` overrides now.
 */
export async function ringRating(deps: AlarmDeps, { id, payload, dueAt }: Job, at?: number): Promise<Outcome> {
  const { rating } = payload as RatingWork;
  const now = Math.max(at ?? deps.clock.now(), dueAt);
  const done = { ok: true, instanceId: '', answer: null, replayed: false } as const;
  if (!(await isDue(deps.pool, rating, now))) return done;
  const found = await findRating(deps.pool, rating);
  if (found?.inProcess) {
    await lookAfter(deps, rating, now);
    return done;
  }
  const told = found ? await tell(deps, found, { now, dueAt }) : done;
  if (!told.ok && told.failure.code !== 'not-found') return told;
  await inTransaction(deps.pool, async (client) => {
    if (!(await holdAlarm(client, rating, now))) return undefined;
    const row = await findRating(client, rating);
    if (!row) return clearAlarm(client, id);
    if (row.remindedAt !== null) return escalateRating(client, rating, now);
    const again = nextMorning(now, departmentCalendar(deps, row.department, now));
    return remindRating(client, rating, { at: now, again });
  });
  return done;
}

interface Ringing {
  readonly now: number;
  readonly dueAt: number;
}

/** Not who gave the rating: he may work there too. */
async function tell(deps: AlarmDeps, row: RatingRow, { now, dueAt }: Ringing): Promise<Outcome> {
  const chart = deps.organisation.current.at(now);
  const level = row.remindedAt === null ? 1 : 2;
  const those = level === 1 ? answerable(row.department, chart) : superiors(row.department, chart);
  const to = those.filter((person) => person !== row.ratedBy);
  if (to.length === 0) return { ok: true, instanceId: row.instanceId, answer: null, replayed: false };
  const input: InputOf<'tell-of-rating'> = { rating: row.id, level, to };
  const receipt = `rating:${row.id}:${level}:${dueAt}`;
  return deps.dispatcher.submit({
    ...{ command: 'tell-of-rating', target: { instanceId: row.instanceId }, input, actor: SYSTEM },
    ...{ receipt, at: now, background: true },
  });
}

/** Who heads the department, else who manages it. */
function answerable(department: string | null, chart: Chart): string[] {
  const heads = department === null ? [] : chart.headsOf(department);
  return heads.length > 0 ? heads : managersAt(department, chart);
}

/** Who heads the department above, and who manages there; where there is none above, who manages this one. */
function superiors(department: string | null, chart: Chart): string[] {
  const above = department === null ? null : chart.parentOf(department);
  if (above === null) return managersAt(department, chart);
  return [...new Set([...headsAt(above, chart), ...managersAt(above, chart)])].sort();
}
