import type pg from 'pg';

/** A pool, or a connection with a transaction open. */
export type Database = pg.Pool | pg.ClientBase;
