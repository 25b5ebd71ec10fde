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

/** A table for spreadsheets is asked for as a whole; beyond this it goes on by its limit and cursor. */
const TABLE_LIMIT = 10_000;

export const tablePagingOf = (query: ListQuery & { readonly format?: 'json' | 'csv' }): Paging => ({
  ...pagingOf(query),
  ...(query.format === 'csv' && query.limit === undefined && { limit: TABLE_LIMIT }),
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
