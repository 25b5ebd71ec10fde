/** What waits for a decision of the caller: appeals against cards, ratings and months, objections to shared data. */
import {
  appealedCards,
  appealedMonths,
  appealedRatings,
  openDataObjections,
  type Waiting,
} from '../../../store/read/rulings.ts';
import type { Ruling } from '../../contract/rulings.ts';
import { timeText } from '../../formats.ts';
import type { Principal } from '../../principal.ts';
import { scopeOf } from '../../rights-now.ts';
import type { Handler } from '../../route.ts';
import type { Services } from '../../services.ts';
import { readerOf } from '../../views/reader.ts';
import { departmentsOf } from '../../views/sharing.ts';
import { departmentsWithin } from '../../views/within.ts';

export const listRulings: Handler<'listRulings'> = async ({ principal }, services) => {
  const found = await Promise.all(
    (Object.keys(WAITING) as (keyof typeof WAITING)[]).map(async (kind) =>
      (await WAITING[kind](services, principal)).map(({ since, ...rest }) => ({
        kind,
        ...rest,
        since: timeText(since),
      })),
    ),
  );
  return { items: found.flat() };
};

type Look = (services: Services, principal: Principal) => Promise<readonly Waiting[]>;
const NONE: readonly Waiting[] = [];

/** Each by the right that decides it. */
const WAITING: Readonly<Record<Ruling['kind'], Look>> = {
  card: async (services, principal) =>
    scopeOf(services.runtime, principal, 'card.issue') === 'none'
      ? NONE
      : appealedCards(services.database, await readerOf(services, principal)),
  rating: async (services, principal) =>
    scopeOf(services.runtime, principal, 'rating.decide') === 'none'
      ? NONE
      : appealedRatings(services.database, { by: principal.id, within: departmentsWithin(services, principal) }),
  month: async ({ runtime, database }, principal) =>
    scopeOf(runtime, principal, 'indicator.freeze') === 'none' ? NONE : appealedMonths(database, principal.id),
  data: async (services, principal) => {
    const scope = scopeOf(services.runtime, principal, 'sharing.decide');
    if (scope === 'none') return NONE;
    return openDataObjections(services.database, scope === 'all' ? null : departmentsOf(services, principal));
  },
};
