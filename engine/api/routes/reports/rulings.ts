/** What waits for a decision of the caller: appeals against cards, ratings and months, objections to shared data and to cases. */
import { readNotices } from '../../../store/read/notices.ts';
import {
  appealedCards,
  appealedMonths,
  appealedRatings,
  openDataObjections,
  type Waiting,
} from '../../../store/read/rulings.ts';
import type { Ruling } from '../../contract/rulings.ts';
import { timeText } from '../../formats.ts';
import { isOfficial, type Principal } from '../../principal.ts';
import { scopeOf } from '../../rights-now.ts';
import type { Handler } from '../../route.ts';
import type { Services } from '../../services.ts';
import { objectionActions } from '../../views/objection.ts';
import { readerOf } from '../../views/reader.ts';
import { departmentsOf } from '../../views/sharing.ts';
import { shieldsOf } from '../../views/shield.ts';
import { departmentsWithin } from '../../views/within.ts';

export const listRulings: Handler<'listRulings'> = async ({ principal }, services) => {
  const found = await Promise.all(
    (Object.keys(WAITING) as (keyof typeof WAITING)[]).map(async (kind) =>
      (await WAITING[kind](services, principal)).map(({ since, ...rest }) => ({
        kind,
        instanceId: null,
        businessKey: null,
        ...rest,
        since: timeText(since),
      })),
    ),
  );
  return { items: found.flat() };
};

interface Found extends Waiting {
  readonly instanceId?: string;
  readonly businessKey?: string | null;
}
type Look = (services: Services, principal: Principal) => Promise<readonly Found[]>;
const NONE: readonly Found[] = [];

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
  case: async (services, principal) => (isOfficial(principal) ? objectedCases(services, principal) : NONE),
};

/** Who may decide about a case depends on what was done in it and by whom: of the few that are open, each is judged by what judges it later. */
async function objectedCases(services: Services, principal: Principal): Promise<readonly Found[]> {
  const seenBy = await readerOf(services, principal);
  const raised = await readNotices(services.database, { kinds: ['objection'], open: true, seenBy });
  const shieldFor = await shieldsOf(
    services,
    principal,
    raised.map(({ instanceId }) => instanceId),
  );
  const found = new Map<string, Found>();
  for (const { instanceId, businessKey: number, content } of raised) {
    if (content.kind !== 'objection') continue;
    const actions = await objectionActions(services, principal, { instanceId, objection: content });
    if (!actions.includes('decide')) continue;
    const { count, since } = found.get(instanceId) ?? { count: 0, since: content.at };
    const businessKey = shieldFor(instanceId).anything(number);
    found.set(instanceId, {
      month: null,
      instanceId,
      businessKey,
      count: count + 1,
      since: Math.min(since, content.at),
    });
  }
  return [...found.values()];
}
