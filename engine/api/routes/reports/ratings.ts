import { readRatingCounts } from '../../../store/read/rating-figures.ts';
import type { RatingFigures } from '../../contract/indicators.ts';
import type { Handler } from '../../route.ts';
import { inFormat } from '../../views/csv.ts';
import { spanOf } from '../../views/span.ts';
import { departmentsWithin } from '../../views/within.ts';

const share = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);

/** 好差评: levels 1 to 3 are satisfied. */
export const getRatingFigures: Handler<'getRatingFigures'> = async (call, services) => {
  const { database, runtime } = services;
  const within = departmentsWithin(services, call.principal);
  const period = { within, ...spanOf(services, call.query), now: runtime.clock.now() };
  const { levels, recorded, ...counts } = await readRatingCounts(database, period);
  const ratings = levels.reduce((sum, n) => sum + n, 0);
  const satisfied = levels.slice(0, 3).reduce((sum, n) => sum + n, 0);
  const answer: RatingFigures = {
    ...counts,
    participation: share(counts.rated, counts.ended),
    levels: levels.map((count, index) => ({ level: index + 1, count, recorded: recorded[index] ?? 0 })),
    recorded: recorded.reduce((sum, n) => sum + n, 0),
    ratings,
    satisfied,
    satisfaction: share(satisfied, ratings),
    rectificationRate: share(counts.rectified, counts.bad),
    contactRate: share(counts.contactedInTime, counts.toContact),
  };
  return inFormat(call, answer, answer.levels);
};
