/** What is known of each step of a process, from three reports, in the order of the model. */
import type { Answer, DefinitionStatistics } from '@shared/api/types.ts';

export type WaitingTime = Answer<'get', '/reports/waiting-times'>['items'][number];

export interface StepFigures {
  readonly id: string;
  readonly name: string;
  /** Cases that are at it. */
  readonly open: number;
  readonly overdue: number;
  readonly incidents: number;
  readonly decided: number;
  readonly late: number;
  /** Milliseconds; undefined where nothing was decided. */
  readonly medianMs: number | undefined;
  readonly meanMs: number | undefined;
  readonly p90Ms: number | undefined;
}

/** Steps that something is known of. `names` are the elements of the model in its order. */
export function stepFigures(
  names: ReadonlyMap<string, string>,
  elements: DefinitionStatistics['elements'],
  times: readonly WaitingTime[],
): StepFigures[] {
  const statistics = new Map(elements.map((element) => [element.elementId, element]));
  const waiting = new Map(times.map((time) => [time.elementId, time]));
  const known = new Set([...statistics.keys(), ...waiting.keys()]);
  const ids = [...new Set([...names.keys(), ...known])].filter((id) => known.has(id));
  return ids.map((id) => {
    const now = statistics.get(id);
    const past = waiting.get(id);
    return {
      id,
      name: names.get(id) || past?.name || id,
      open: now?.cases ?? 0,
      overdue: now?.overdue ?? 0,
      incidents: now?.incidents ?? 0,
      decided: past?.count ?? 0,
      late: past?.overdue ?? 0,
      medianMs: past?.medianMs,
      meanMs: past?.meanMs,
      p90Ms: past?.p90Ms,
    };
  });
}
