/** From the list parameters of a request to a page of the answer. */
import type { PageOf, Paging } from '../store/read/paging.ts';

interface ListQuery {
  readonly limit?: number;
  readonly cursor?: string;
  readonly count?: boolean;
}

const DEFAULT_LIMIT = 50;

export const pagingOf = ({ limit, cursor, count }: ListQuery): Paging => ({
  limit: limit ?? DEFAULT_LIMIT,
  ...(cursor === undefined ? {} : { cursor }),
  ...(count === undefined ? {} : { count }),
});

export interface MutablePage<T> {
  items: T[];
  nextCursor: string | null;
  total?: number;
}

/** The same page with its rows as the API shows them. */
export const pageOf = <Row, View>(page: PageOf<Row>, view: (row: Row) => View): MutablePage<View> => ({
  items: page.items.map(view),
  nextCursor: page.nextCursor,
  ...(page.total === undefined ? {} : { total: page.total }),
});
