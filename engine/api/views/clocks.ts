import { type ClockRun, clockRuns } from '../../commands/clocks/clock-runs.ts';
import { readClock } from '../../commands/clocks/read-clock.ts';
import type { InstanceState } from '../../core/state.ts';
import type { Language } from '../../errors.ts';
import { basisInOrNull } from '../../law/basis.ts';
import type { Lamp } from '../../sla/lamp.ts';
import type { LedgerInterval } from '../../sla/ledger.ts';
import type { LampChange } from '../../store/clocks/lamp-changes.ts';
import type { CaseClock } from '../contract/clocks.ts';
import { timeText, timeTextOrNull } from '../formats.ts';
import { nameIn } from '../names.ts';
import type { Services } from '../services.ts';
import { basesOf, graphOf } from './graph.ts';
import { pauseView } from './pause.ts';

export interface ClocksOf {
  readonly state: InstanceState;
  /** Epoch ms; of an ended case its end. */
  readonly now: number;
  readonly changes: readonly LampChange[];
}

/** Every clock of a case with a limit, as it is by the records now. */
export async function clockViews(
  services: Services,
  language: Language,
  { state, now, changes }: ClocksOf,
): Promise<CaseClock[]> {
  const { runtime } = services;
  const context = { organisation: runtime.organisation.current, calendars: runtime.calendars.current };
  const bases = await basesOf(runtime, state);
  const views: CaseClock[] = [];
  for (const run of clockRuns(state)) {
    const read = readClock(run, context, now);
    if (!read) continue;
    const { ledger, calendar, reading } = read;
    const { id, clock, lamp, provisional, startedAt, dueAt } = reading;
    const { elementId, name } = await placeOf(services, language, { state, run });
    const given = run.records[0]?.limit?.n ?? run.records[0]?.amount?.n ?? ledger.limit.n;
    views.push({
      id,
      clock,
      elementId,
      name,
      taskIds:
        run.clock === 'step'
          ? Object.values(state.tasks).flatMap((task) => (task.element === run.element ? [task.id] : []))
          : [],
      state: ledger.state,
      lamp,
      startedAt: timeText(startedAt),
      stoppedAt: timeTextOrNull(ledger.stoppedAt),
      dueAt: timeText(dueAt),
      paused: pauseView({ state, record: ledger.paused, now }, context),
      provisional,
      limit: { n: ledger.limit.n, unit: ledger.limit.unit, given },
      basis: basisInOrNull(language, run.records[0]?.basis, bases),
      calendar: { id: calendar.id, version: calendar.version },
      remainingWorkingDays: calendar.workingDaysBetween(
        calendar.dayOf(ledger.stoppedAt ?? now),
        calendar.dayOf(dueAt - 1),
      ),
      gross: ledger.gross,
      net: ledger.net,
      intervals: ledger.intervals.map(intervalView(language, bases)),
      lamps: changes
        .filter(({ clockId }) => clockId === id)
        .map(({ at, lamp: turned, dueAt: due, cause }) => ({
          at: timeText(at),
          lamp: turned as Lamp,
          dueAt: timeText(due),
          cause: cause as 'record' | 'time' | 'calendar',
        })),
    });
  }
  return views;
}

const intervalView =
  (language: Language, bases: ReadonlyMap<string, string>) =>
  ({ from, to, basis, document, approver, ...rest }: LedgerInterval) => ({
    ...rest,
    from: timeText(from),
    to: timeText(to),
    basis: basisInOrNull(language, basis, bases),
    document: document ?? null,
    approver: approver ?? null,
  });

/** Of a step that has ended the start says which node it was. */
async function placeOf(
  { runtime }: Services,
  language: Language,
  { state, run }: { readonly state: InstanceState; readonly run: ClockRun },
): Promise<{ elementId: string; name: string }> {
  const element = state.elements[run.element ?? state.root];
  const { def, node } = run.records[0]?.visitOf ?? { def: element?.def ?? 0, node: element?.node ?? 0 };
  const graph = await graphOf(runtime, state.definitions[def] ?? '');
  const found = graph.nodes[node];
  const elementId = node === 0 ? graph.key : (found?.id ?? '');
  return { elementId, name: nameIn(language, node === 0 || !found ? graph : found) || elementId };
}
