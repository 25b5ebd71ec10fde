/** Reads every clock of every open case again from what the journal recorded, and every timer that counts by a calendar, and says where that is not what the case says. */
import type pg from 'pg';
import { clockRuns, stepId } from '../commands/clocks/clock-runs.ts';
import { calendarsFor, limitOf, readClock } from '../commands/clocks/read-clock.ts';
import { knownOf } from '../commands/clocks/refresh-clock.ts';
import type { ClockRecord } from '../core/clock-record.ts';
import type { InstanceState, Timer } from '../core/state.ts';
import { recounted } from '../core/timer-count.ts';
import type { Calendars } from '../sla/calendars.ts';
import { readCalendarsAt } from '../store/calendars/read-calendars.ts';
import { recordedClocks } from '../store/clocks/recorded-clocks.ts';
import { loadParts } from '../store/load-parts.ts';
import { openCases } from '../store/reindex.ts';
import type { OrganisationRegistry } from './organisation.ts';

interface ClockDifference {
  readonly instanceId: string;
  readonly clock: string;
  readonly kind: 'missing' | 'surplus' | 'different';
  /** Due, epoch ms. */
  readonly stored: number | null;
  readonly computed: number | null;
}

export interface ClockVerification {
  readonly cases: number;
  readonly clocks: number;
  readonly differing: number;
  /** The first of them. */
  readonly differences: readonly ClockDifference[];
  /** Right by the calendar they were computed by, which is not the newest: they are still to be computed again. */
  readonly outdated: number;
}

interface Deps {
  readonly pool: pg.Pool;
  readonly organisation: OrganisationRegistry;
  readonly onProgress?: (cases: number) => void;
}

const PAGE = 200;
const MAX_LISTED = 1_000;

export async function verifyClocks(deps: Deps): Promise<ClockVerification> {
  const check = new Check(deps);
  let cases = 0;
  for (let after = ''; ; ) {
    const ids = await openCases(deps.pool, after, PAGE);
    await check.page(ids);
    cases += ids.length;
    deps.onProgress?.(cases);
    if (ids.length < PAGE) return { cases, ...check.result() };
    after = ids.at(-1) ?? '';
  }
}

class Check {
  private readonly deps: Deps;
  private readonly differences: ClockDifference[] = [];
  private readonly calendars = new Map<number, Calendars>();
  private clocks = 0;
  private differing = 0;
  private outdated = 0;

  constructor(deps: Deps) {
    this.deps = deps;
  }

  result(): Omit<ClockVerification, 'cases'> {
    const { clocks, differing, differences, outdated } = this;
    return { clocks, differing, differences, outdated };
  }

  async page(ids: readonly string[]): Promise<void> {
    const cases = await loadParts(this.deps.pool, new Map(ids.map((id) => [id, 'all' as const])));
    const recorded = await recordedClocks(this.deps.pool, ids);
    for (const [id, { state, head }] of cases) {
      const found = recorded.get(id) ?? [];
      // What was committed between the two readings is not the case's fault.
      await this.one(
        state,
        found.filter(({ seq }) => seq <= head.seq).map(({ record }) => record),
      );
    }
  }

  private async one(state: InstanceState, records: readonly ClockRecord[]): Promise<void> {
    const now = records.reduce((last, { at }) => Math.max(last, at), 0);
    const alive = (element: string | null) => element === null || state.elements[element] !== undefined;
    const runs = clockRuns({ ...state, clocks: records, split: undefined } as unknown as InstanceState);
    const names = new Set(runs.map(({ id }) => id));
    for (const run of runs) {
      const known = knownOf(state, run);
      const isOpen = run.clock !== 'step' || (alive(run.element) && hasTask(state, run.element));
      const [start] = run.records;
      if (!start || !limitOf(start) || !isOpen) continue;
      this.clocks++;
      if (!known) {
        this.report({ instanceId: state.id, clock: run.id, kind: 'missing', stored: null, computed: null });
        continue;
      }
      const current = await this.at(null);
      const stale = (current.byId(known.calendar)?.version ?? known.calendarVersion) !== known.calendarVersion;
      const calendars = stale ? await this.at(known.calendarVersion) : current;
      const organisation = this.deps.organisation.current;
      const computed = readClock(run, { organisation, calendars }, now)?.reading.dueAt ?? null;
      if (computed !== known.dueAt)
        this.report({ instanceId: state.id, clock: run.id, kind: 'different', stored: known.dueAt, computed });
      else if (stale) this.outdated++;
    }
    for (const timer of Object.values(state.timers)) await this.timer(state.id, timer);
    for (const { id, dueAt } of Object.values(state.readings ?? {}))
      if (!names.has(id))
        this.report({ instanceId: state.id, clock: id, kind: 'surplus', stored: dueAt, computed: null });
    for (const { element, timing, dueAt } of Object.values(state.tasks))
      if (timing && !names.has(stepId(element)))
        this.report({ instanceId: state.id, clock: stepId(element), kind: 'surplus', stored: dueAt, computed: null });
  }

  /** A timer carries with it what it counts. */
  private async timer(instanceId: string, { id, dueAt, count }: Timer): Promise<void> {
    if (!count) return;
    this.clocks++;
    const current = await this.at(null);
    const stale = (current.byId(count.calendar)?.version ?? count.calendarVersion) !== count.calendarVersion;
    const calendars = stale ? await this.at(count.calendarVersion) : current;
    const calendarOf = calendarsFor({ organisation: this.deps.organisation.current, calendars });
    const computed = recounted(count, calendarOf)?.dueAt ?? null;
    if (computed !== dueAt)
      this.report({ instanceId, clock: `timer:${id}`, kind: 'different', stored: dueAt, computed });
    else if (stale) this.outdated++;
  }

  private report(difference: ClockDifference): void {
    this.differing++;
    if (this.differences.length < MAX_LISTED) this.differences.push(difference);
  }

  /** As all calendars were in a version; null: as they are. */
  private async at(version: number | null): Promise<Calendars> {
    const known = this.calendars.get(version ?? 0);
    if (known) return known;
    const read = await readCalendarsAt(this.deps.pool, version);
    this.calendars.set(version ?? 0, read);
    return read;
  }
}

const hasTask = ({ tasks }: InstanceState, element: string | null): boolean =>
  Object.values(tasks).some((task) => task.element === element);
