import type { LoggedCase, LoggedEvent } from './collect.ts';

/** One thing that happened in the log: a case opens, or somebody finishes an activity. */
export interface TimelineItem {
  readonly at: number;
  readonly case: LoggedCase;
  /** Position in `case.events`; null for the opening. */
  readonly index: number | null;
}

/** Everything in the log in order of time; an opening comes before what happens at the same instant, ties keep the file's order. */
export function timelineOf(cases: readonly LoggedCase[]): TimelineItem[] {
  const items = cases.flatMap((logged): TimelineItem[] => [
    { at: logged.start, case: logged, index: null },
    ...logged.events.map((event, index) => ({ at: event.at, case: logged, index })),
  ]);
  return items.sort((a, b) => a.at - b.at || positionOf(a) - positionOf(b));
}

export const eventOf = (item: TimelineItem): LoggedEvent | undefined =>
  item.index === null ? undefined : item.case.events[item.index];

const positionOf = (item: TimelineItem): number => eventOf(item)?.position ?? 0;

/**
 * Cuts the next stretch that may be committed together: every case at most once, so that each case still lives its log in order, and
 * nothing at or after `before` (the next due timer). Cases do not touch each other, so their order within a stretch does not matter.
 */
export function nextStretch(
  items: readonly TimelineItem[],
  from: number,
  { before, limit }: { before: number; limit: number },
): TimelineItem[] {
  const seen = new Set<LoggedCase>();
  const stretch: TimelineItem[] = [];
  for (let position = from; position < items.length && stretch.length < limit; position += 1) {
    const item = items[position];
    if (!item || item.at >= before || seen.has(item.case)) break;
    seen.add(item.case);
    stretch.push(item);
  }
  return stretch;
}
