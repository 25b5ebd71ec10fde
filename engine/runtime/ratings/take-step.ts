/** A step of the rectification 差评整改, with what is due next and the alarm for it. */
import { setAlarm } from '../../store/ratings/alarms.ts';
import {
  decideRatingAppeal,
  type RatingRow,
  type RatingStep,
  type RatingVerb,
  setRectifyDue,
  takeRatingStep,
} from '../../store/ratings/ratings.ts';
import { inTransaction } from '../../store/transaction.ts';
import { RECTIFY } from './limits.ts';
import { dueFor } from './new-rating.ts';
import type { RatingDeps } from './rating-deps.ts';

type Taken = Pick<RatingStep, 'by' | 'text'>;

/** False where the rating does not admit it. */
export function takeStep(
  deps: RatingDeps,
  row: RatingRow,
  { verb, ...taken }: Taken & { readonly verb: RatingVerb },
): Promise<boolean> {
  const at = deps.clock.now();
  return inTransaction(deps.pool, async (client) => {
    if (!(await takeRatingStep(client, verb, { id: row.id, at, ...taken }))) return false;
    if (verb === 'contact') await setRectifyDue(client, row.id, dueFor(deps, row.department, RECTIFY));
    await setAlarm(client, row.id, at);
    return true;
  });
}

/** An appeal gives no more time: a rating that counts goes on where it was, with the limits it had. */
export function decideAppeal(
  { pool, clock }: RatingDeps,
  id: string,
  decision: Taken & { readonly outcome: 'counted' | 'not-counted' },
): Promise<boolean> {
  const at = clock.now();
  return inTransaction(pool, async (client) => {
    if (!(await decideRatingAppeal(client, { id, at, ...decision }))) return false;
    await setAlarm(client, id, at);
    return true;
  });
}
