/** One table's share of the commit statement. */
import type { CaseChange } from '../../commands/change.ts';

/**
 * `rows` takes the table's rows out of a change as JSON objects; each has the `instanceId` of its case unless the statement does not
 * need it. `sql` gets the name of a record set of those rows and writes the ones whose case is in `won (id)`.
 */
export interface Part {
  readonly name: string;
  /** Column definition list of the record set. */
  readonly columns: string;
  readonly rows: (change: CaseChange) => readonly object[];
  readonly sql: string;
}

/** Epoch milliseconds to timestamptz; null is 'infinity'. */
export const time = (expression: string): string => `coalesce(to_timestamp(${expression} / 1000), 'infinity')`;

/** Text array out of a JSON array. */
export const textArray = (expression: string): string => `array(select json_array_elements_text(${expression}))`;

/** A time that PostgreSQL can hold: what lies before 1970 is due just as well in 1970, what lies beyond the calendar is never due. */
export const storable = (time: number | null): number | null =>
  time === null || time > MAX_TIME ? null : Math.max(time, 0);

/** Year 200000; PostgreSQL ends in 294276, JavaScript in 275760. */
const MAX_TIME = Date.UTC(200_000, 0);
