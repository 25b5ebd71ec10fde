import type { LogRecord, PositionedRecord } from './log-event.ts';
import type { ReplayMap } from './map.ts';

export interface LoggedEvent {
  readonly position: number;
  readonly activity: string;
  /** Epoch ms. */
  readonly at: number;
  readonly resource: string | null;
  readonly department: string | null;
}

export interface LoggedCase {
  readonly id: string;
  /** When it was opened: the logged start, or its first event where that is earlier. Epoch ms. */
  readonly start: number;
  readonly deadline: number | null;
  /** The first record: where case attributes are read from. */
  readonly attributes: LogRecord;
  /** By time, then by position in the file. */
  readonly events: readonly LoggedEvent[];
}

interface OpenCase {
  readonly attributes: LogRecord;
  readonly position: number;
  readonly events: LoggedEvent[];
}

/** Gathers the streamed records into cases, in order of first appearance. Only the mapped columns of each event are kept in memory. */
export async function collectCases(records: AsyncIterable<PositionedRecord>, map: ReplayMap): Promise<LoggedCase[]> {
  const open = new Map<string, OpenCase>();
  for await (const { record, position } of records) {
    const id = required(record, map.columns.case, position);
    let found = open.get(id);
    if (!found) {
      found = { attributes: record, position, events: [] };
      open.set(id, found);
    }
    found.events.push({
      position,
      activity: required(record, map.columns.activity, position),
      at: instant(required(record, map.columns.time, position), position),
      resource: optional(record, map.columns.resource),
      department: optional(record, map.columns.department),
    });
  }
  return [...open].map(([id, found]) => close(id, found, map));
}

function close(id: string, { attributes, position, events }: OpenCase, map: ReplayMap): LoggedCase {
  events.sort((a, b) => a.at - b.at || a.position - b.position);
  const first = events[0]?.at ?? 0;
  const start = optional(attributes, map.columns.start);
  const deadline = optional(attributes, map.columns.deadline);
  return {
    id,
    start: start === null ? first : Math.min(first, instant(start, position)),
    deadline: deadline === null ? null : instant(deadline, position),
    attributes,
    events,
  };
}

function required(record: LogRecord, column: string, position: number): string {
  const value = record[column];
  if (value === undefined || value === '') {
    throw new Error(
      `Expected column "${column}" in record ${position}, but found only: ${Object.keys(record).join(', ')}.`,
    );
  }
  return value;
}

function optional(record: LogRecord, column: string | undefined): string | null {
  return (column && record[column]) || null;
}

/** ISO 8601, also with a blank instead of `T` and with microseconds, as spreadsheets write it. */
function instant(text: string, position: number): number {
  const at = Date.parse(text.replace(' ', 'T').replace(/(\.\d{3})\d+/, '$1'));
  if (Number.isNaN(at)) throw new Error(`Expected a time with zone in record ${position}, but found "${text}".`);
  return at;
}
