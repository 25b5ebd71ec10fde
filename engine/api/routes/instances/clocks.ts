import { worstLamp } from '../../../sla/lamp.ts';
import { lampChangesOf } from '../../../store/clocks/lamp-changes.ts';
import type { CaseClock } from '../../contract/clocks.ts';
import { timeText } from '../../formats.ts';
import { isOfficial } from '../../principal.ts';
import type { Handler } from '../../route.ts';
import { clockViews } from '../../views/clocks.ts';
import { requireInstance, stateOf } from '../../views/instance.ts';
import { rungViews } from '../../views/rungs.ts';

/** How the administration shares the work is not the applicant's business; that a clock stands still, and why, is. */
const forApplicant = (clock: CaseClock): CaseClock[] =>
  clock.clock === 'step'
    ? []
    : [{ ...clock, intervals: clock.intervals.map((interval) => ({ ...interval, by: null, approver: null })) }];

export const getCaseClocks: Handler<'getCaseClocks'> = async ({ params: { id }, principal, language }, services) => {
  const row = await requireInstance(services, principal, id);
  const now = row.endedAt ?? services.runtime.clock.now();
  const state = await stateOf(services, row);
  const all = await clockViews(services, language, {
    state,
    now,
    changes: await lampChangesOf(services.database, id),
  });
  const clocks = isOfficial(principal) ? all : all.flatMap(forApplicant);
  const ofCase = clocks.filter(({ clock }) => clock === 'statutory' || clock === 'promised');
  const next = isOfficial(principal) ? await rungViews(services, language, state) : [];
  return { at: timeText(now), lamp: worstLamp(ofCase.map(({ lamp }) => lamp)), clocks, next };
};
