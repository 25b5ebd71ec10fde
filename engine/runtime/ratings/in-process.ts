/** 好差评 that the process of the case asked for: entered like any other, and seen to by the process alone. */
import { nextMorning } from '../../sla/rung.ts';
import type { Database } from '../../store/people/database.ts';
import { clearAlarm, holdAlarm, jobOfRating, setAlarm, watchRating } from '../../store/ratings/alarms.ts';
import { handBack, type ProcessStep, takeOver, takeProcessStep } from '../../store/ratings/process-steps.ts';
import type { RatedCase } from '../../store/ratings/rated-case.ts';
import {
  correctRecorded,
  findRating,
  type Held,
  insertRating,
  lastDepartment,
  type NewRating,
  type RatingRow,
  type RatingStep,
  setRectifyDue,
} from '../../store/ratings/ratings.ts';
import { inTransaction } from '../../store/transaction.ts';
import { departmentCalendar } from '../department-calendar.ts';
import { RECTIFY } from './limits.ts';
import { dueFor, type Given, isBad, newRating } from './new-rating.ts';
import type { RatingDeps } from './rating-deps.ts';

export interface Entered {
  readonly id: string;
  /** As it counts: what was given first for the contact point. 1 very satisfied to 5 very dissatisfied. */
  readonly level: number;
  /** It is bad, and nobody but the process sees to it. */
  readonly isToFollow: boolean;
}

/**
 * A case has one rating for each contact point: what comes again changes nothing, but that an applicant who was asked again after a bad one is heard once more.
 * `department`: null for the one that had the case last.
 */
export async function enterInProcess(
  deps: RatingDeps,
  of: RatedCase,
  { department, ...given }: Given & { readonly department: string | null },
): Promise<Entered> {
  const rated = department ?? (await lastDepartment(deps.pool, of.id));
  const rating = newRating(deps, of, { ...given, department: rated, inProcess: true });
  return inTransaction(deps.pool, async (client) => {
    const { id, level, instanceId, contactPoint } = rating;
    const isNew = await insertRating(client, rating);
    const counted = isNew
      ? { id, level, inProcess: true }
      : ((await saidAgain(client, rating)) ?? (await takeOver(client, { instanceId, contactPoint })));
    const isToFollow = counted.inProcess && isBad(counted.level);
    if (isToFollow) await watch(deps, client, { id: counted.id, department: rated, at: rating.ratedAt });
    return { id: counted.id, level: counted.level, isToFollow };
  });
}

/** Nothing where who writes it down is of the rated department: it does not put itself right. */
async function saidAgain(client: Database, rating: NewRating): Promise<Held | undefined> {
  const { instanceId, contactPoint, level, verified, recordedBy: by, ratedAt: at } = rating;
  if (by === null || !verified) return undefined;
  const isRight = !isBad(level);
  const held = await correctRecorded(client, { instanceId, contactPoint, level, by, at, isRight });
  if (held && isRight) await clearAlarm(client, jobOfRating(held.id));
  return held;
}

/** False where there is no such rating of the case. */
export async function stepInProcess(
  { pool, clock }: RatingDeps,
  instanceId: string,
  { step, ...taken }: Omit<RatingStep, 'at'> & { readonly step: ProcessStep },
): Promise<boolean> {
  const row = await findRating(pool, taken.id);
  if (row?.instanceId !== instanceId) return false;
  if (!row.inProcess) return true;
  await inTransaction(pool, async (client) => {
    await takeProcessStep(client, step, { ...taken, at: clock.now() });
    if (step === 'close') await clearAlarm(client, jobOfRating(row.id));
  });
  return true;
}

/**
 * Every working day while the process sees to it: a case that is ended by hand leaves a bad rating that nobody looks into. From then on it is looked into
 * like one of a channel, and what is due begins to count.
 */
export async function lookAfter(deps: RatingDeps, id: string, at: number): Promise<void> {
  await inTransaction(deps.pool, async (client) => {
    if (!(await holdAlarm(client, id, at))) return undefined;
    const row = await findRating(client, id);
    if (!row) return undefined;
    const { department, state } = row;
    if (!(await handBack(client, id))) return watch(deps, client, { id, department, at });
    if (state === 'verified') await setRectifyDue(client, id, dueFor(deps, department, RECTIFY));
    return setAlarm(client, id, at);
  });
}

interface Watched extends Pick<RatingRow, 'id' | 'department'> {
  /** Epoch ms. */
  readonly at: number;
}

function watch(deps: RatingDeps, client: Database, { id, department, at }: Watched): Promise<void> {
  return watchRating(client, id, { at, until: nextMorning(at, departmentCalendar(deps, department, at)) });
}
