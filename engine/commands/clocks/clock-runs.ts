/** The records of a case, clock by clock. */
import type { ClockCode, ClockRecord } from '../../core/clock-record.ts';
import type { InstanceState } from '../../core/state.ts';

/** One clock from its start to its end. What starts again after a stop is another one. */
export interface ClockRun {
  /** As the id of its reading. */
  readonly id: string;
  readonly clock: ClockCode;
  readonly element: string | null;
  /** The first is its start. */
  readonly records: readonly ClockRecord[];
}

export const stepId = (element: string): string => `step:${element}`;

/** A decision asks a dozen times, and the records are the same until one is added. */
const known = new WeakMap<readonly ClockRecord[], readonly ClockRun[]>();

/** Every clock that has started, in the order of their starts; what was recorded of a clock that never started is left out. */
export function clockRuns(state: InstanceState): readonly ClockRun[] {
  const records = allRecords(state);
  const before = known.get(records);
  if (before) return before;
  const runs = runsIn(records);
  known.set(records, runs);
  return runs;
}

function runsIn(records: readonly ClockRecord[]): readonly ClockRun[] {
  const runs: { id: string; clock: ClockCode; element: string | null; records: ClockRecord[] }[] = [];
  const latest = new Map<string, (typeof runs)[number]>();
  const count = new Map<string, number>();
  for (const record of records) {
    const { clock, element } = record;
    const name = element === null ? clock : `${clock}:${element}`;
    const open = latest.get(name);
    if (record.effect !== 'start') open?.records.push(record);
    else if (!open || isOver(open.records)) {
      const n = (count.get(name) ?? 0) + 1;
      count.set(name, n);
      const run = { id: n === 1 ? name : `${name}#${n}`, clock, element, records: [record] };
      runs.push(run);
      latest.set(name, run);
    }
  }
  return runs;
}

const NONE: readonly ClockRecord[] = [];

function allRecords({ clocks = NONE, elements, split }: InstanceState): readonly ClockRecord[] {
  if (!split) return clocks;
  return [...clocks, ...Object.values(elements).flatMap((element) => element.clocks ?? [])];
}

const isOver = (records: readonly ClockRecord[]): boolean => records.some(({ effect }) => effect === 'stop');

export const isStopped = ({ records }: ClockRun): boolean => isOver(records);
