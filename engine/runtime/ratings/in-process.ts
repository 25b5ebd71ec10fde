/** 好差评 that the process of the case asked for: entered like any other, and seen to by the process alone. */
import { clearAlarm, jobOfRating } from '../../store/ratings/alarms.ts';
import { type ProcessStep, takeOver, takeProcessStep } from '../../store/ratings/process-steps.ts';
import type { RatedCase } from '../../store/ratings/rated-case.ts';
import { findRating, insertRating, lastDepartment, type RatingStep } from '../../store/ratings/ratings.ts';
import { inTransaction } from '../../store/transaction.ts';
import { type Given, isBad, newRating } from './new-rating.ts';
import type { RatingDeps } from './rating-deps.ts';

export interface Entered {
  readonly id: string;
  /** As it counts: what was given first for the contact point. 1 very satisfied to 5 very dissatisfied. */
  readonly level: number;
  /** It is bad, and nobody but the process sees to it. */
  readonly isToFollow: boolean;
}

/** A case has one rating for each contact point: what comes again changes nothing. `department`: null for the one that had the case last. */
export async function enterInProcess(
  deps: RatingDeps,
  of: RatedCase,
  { department, ...given }: Given & { readonly department: string | null },
): Promise<Entered> {
  const rated = department ?? (await lastDepartment(deps.pool, of.id));
  const rating = newRating(deps, of, { ...given, department: rated, inProcess: true });
  return inTransaction(deps.pool, async (client) => {
    const { id, level, instanceId, contactPoint } = rating;
    if (await insertRating(client, rating)) return { id, level, isToFollow: isBad(level) };
    const held = await takeOver(client, { instanceId, contactPoint });
    if (held.inProcess) await clearAlarm(client, jobOfRating(held.id));
    return { id: held.id, level: held.level, isToFollow: held.inProcess && isBad(held.level) };
  });
}

/** False where there is no such rating of the case. */
export async function stepInProcess(
  { pool, clock }: RatingDeps,
  instanceId: string,
  { step, ...taken }: Omit<RatingStep, 'at'> & { readonly step: ProcessStep },
): Promise<boolean> {
  if ((await findRating(pool, taken.id))?.instanceId !== instanceId) return false;
  await takeProcessStep(pool, step, { ...taken, at: clock.now() });
  return true;
}
