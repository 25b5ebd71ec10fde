import { partOf } from '../../core/parts.ts';
import type { Ladder } from '../../core/state.ts';
import { type JobRow, ofEntry, type Place } from '../change-rows.ts';

/** What an `escalation` job does when a rung is reached. */
export interface RungWork {
  readonly work: 'rung';
  readonly element: string;
  readonly rung: string;
}

export const ladderJobId = (element: string): string => `ladder:${element}`;

/** None while nothing comes. A suspended case climbs on where its clock runs on. */
export function ladderJob(place: Place, ladder: Ladder): JobRow[] {
  const { element, next } = ladder;
  if (next === null) return [];
  const payload: RungWork = { work: 'rung', element, rung: next.rung };
  return [
    {
      ...ofEntry(place, ladder),
      id: ladderJobId(element),
      kind: 'escalation',
      topic: null,
      payload,
      createdAt: place.state.elements[element]?.since ?? place.state.startedAt,
      dueAt: next.at,
      suspended: false,
      attemptsLeft: null,
      lastError: null,
      part: partOf(place.state, element),
    },
  ];
}
