import { type RetimedClock, retimedClocks } from '../../../commands/clocks/retimed.ts';
import { DAY_MS } from '../../../sla/calendar/civil.ts';
import { affectedCases, countAffected } from '../../../store/clocks/retimings.ts';
import { loadParts } from '../../../store/load-parts.ts';
import { timeText } from '../../formats.ts';
import type { Handler } from '../../route.ts';
import type { Services } from '../../services.ts';
import { retimingView, storedAs } from '../../views/calendar.ts';
import { requireCalendar } from './calendars.ts';
import { changeCalendar, type PlannedChange, plannedChange } from './change.ts';

const MOST_EXAMINED = 2_000;
const PAGE = 200;
const MOST_EXAMPLES = 50;

/** A deadline on the first changed day may lie before it by the clock of another zone. */
const firstInstant = ({ difference: { from } }: PlannedChange): number | null =>
  from === null ? null : (from - 1) * DAY_MS;

export const importPlan: Handler<'importPlan'> = async ({ params: { id }, body, principal }, services) => {
  const row = await requireCalendar(services, id);
  await services.runtime.calendars.refresh();
  const change = plannedChange(services.runtime.calendars.current, storedAs(row), body.plan);
  const { nameZh, nameEn } = row;
  const { version, retiming } = await changeCalendar(services, {
    next: change.next,
    names: { nameZh, nameEn },
    by: principal.id,
    note: body.note ?? '',
    from: firstInstant(change),
  });
  return { ...changesOf(change), version, retiming: retiming && retimingView(retiming) };
};

export const previewPlan: Handler<'previewPlan'> = async ({ params: { id }, body }, services) => {
  const row = await requireCalendar(services, id);
  await services.runtime.calendars.refresh();
  const change = plannedChange(services.runtime.calendars.current, storedAs(row), body.plan);
  const from = firstInstant(change);
  const affected = change.after.affectedBy(id);
  const cases = from === null ? 0 : await countAffected(services.database, affected, from);
  const found = from === null ? [] : await examine(services, change, { affected, from });
  const moved = found.flatMap(({ instanceId, businessKey, clocks }) =>
    clocks.map((clock) => ({ instanceId, businessKey, ...clock })),
  );
  const shifted = moved.filter(({ before, after }) => before !== after);
  return {
    ...changesOf(change),
    cases,
    examined: found.length,
    later: shifted.filter(({ before, after }) => after > before).length,
    earlier: shifted.filter(({ before, after }) => after < before).length,
    settled: moved.filter(({ settles }) => settles).length,
    examples: shifted.slice(0, MOST_EXAMPLES).map(({ instanceId, businessKey, clock, before, after }) => ({
      instanceId,
      businessKey,
      clock,
      before: timeText(before),
      after: timeText(after),
    })),
  };
};

const changesOf = ({ difference: { days, plannedYears } }: PlannedChange) => ({
  days: [...days],
  plannedYears: [...plannedYears],
});

interface Examined {
  readonly instanceId: string;
  readonly businessKey: string | null;
  readonly clocks: readonly RetimedClock[];
}

async function examine(
  { runtime, database }: Services,
  { after: calendars }: PlannedChange,
  { affected, from }: { affected: readonly string[]; from: number },
): Promise<Examined[]> {
  const found: Examined[] = [];
  const context = { organisation: runtime.organisation.current, calendars };
  for (let after = ''; found.length < MOST_EXAMINED; ) {
    const ids = await affectedCases(database, { calendars: affected, from, after, limit: PAGE });
    const cases = await loadParts(runtime.pool, new Map(ids.map((one) => [one, 'all' as const])));
    for (const [instanceId, { state }] of cases) {
      const clocks = retimedClocks(state, context, runtime.clock.now());
      found.push({ instanceId, businessKey: state.businessKey, clocks });
    }
    if (ids.length < PAGE) return found;
    after = ids.at(-1) ?? '';
  }
  return found;
}
