/** One table's share of the commit statement. */
import type { CaseChange } from '../../commands/change.ts';
import type { Columns } from '../columns.ts';

/**
 * Condition on `x`: its case has won. Not a join, and not to be made one (`is true`): how many rows the arrays hold the planner can only
 * guess, and for its guess of a few it compares each with each. This is a look into a hash whatever it guesses.
 */
export const IS_WON = '(x."instanceId" in (select id from won)) is true';

/** FROM item `y`: of several cases of a batch that lay claim to the same row, one. A lock alone does not part them, it belongs to all of the batch. */
export const oneEach = (rows: string): string =>
  `(select x.id, min(x."instanceId") as "instanceId" from ${rows} group by x.id) y`;

/**
 * `rows` takes the table's rows out of a change; each has the `instanceId` of its case unless the statement does not need it. `sql` gets a
 * FROM item `x` of those rows and writes the ones whose case is in `won (id)`.
 */
export interface Part {
  readonly name: string;
  readonly columns: Columns;
  readonly rows: (change: CaseChange) => readonly object[];
  readonly sql: (rows: string) => string;
}
