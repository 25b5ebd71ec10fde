/** How the engine talks to PostgreSQL: pools, and what column types become in JavaScript. */
import pg from 'pg';
import { parse } from '../exact-json.ts';

const INT8 = 20;
const NUMERIC = 1700;
const JSON_TEXT = 114;
const JSONB = 3802;
const DATE = 1082;
const TIMESTAMPTZ = 1184;

const parseTimestamp = pg.types.getTypeParser(TIMESTAMPTZ) as (text: string) => Date | number;

/** timestamptz becomes epoch milliseconds (Infinity for 'infinity'), as everywhere in the engine. */
const toEpochMs = (text: string): number => Number(parseTimestamp(text));

/** Counters fit a double by far; a number that does not is an error, never a rounded value. */
function toSafeInteger(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value))
    throw new RangeError(`Expected a whole number that JavaScript can hold, but found ${text}.`);
  return value;
}

const PARSERS: ReadonlyMap<number, (text: string) => unknown> = new Map<number, (text: string) => unknown>([
  [INT8, toSafeInteger],
  [NUMERIC, Number],
  [DATE, (text) => text],
  [JSON_TEXT, parse],
  [JSONB, parse],
  [TIMESTAMPTZ, toEpochMs],
]);

/** Type parsers for every connection of ours, knex included (`connection: { connectionString, types: TYPES }`). */
export const TYPES = {
  getTypeParser: (oid: number, format?: 'text' | 'binary'): unknown =>
    (format !== 'binary' && PARSERS.get(oid)) || pg.types.getTypeParser(oid, format),
} as unknown as pg.CustomTypesConfig;

/** SQLSTATE codes that the engine reacts to. */
export const SQLSTATE = {
  uniqueViolation: '23505',
  serializationFailure: '40001',
  deadlockDetected: '40P01',
  invalidCatalogName: '3D000',
  duplicateDatabase: '42P04',
  undefinedTable: '42P01',
  cannotConnectNow: '57P03',
} as const;

/** The SQLSTATE of a database error; undefined for anything else. */
export function sqlState(error: unknown): string | undefined {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code) ? code : undefined;
}

/**
 * Whether the database could not be asked at all: no connection, or SQLSTATE classes 08 (connection exception), 3D (no such database), 53 (insufficient
 * resources) and 57 (operator intervention). Whether a statement that was under way took effect is then unknown.
 */
export function isOutage(error: unknown): boolean {
  const state = sqlState(error);
  if (state !== undefined) return /^(08|3D|53|57)/.test(state);
  if (!(error instanceof Error)) return false;
  const system = 'code' in error && typeof error.code === 'string' && /^E[A-Z]+$/.test(error.code);
  return system || /connection|timeout/i.test(error.message);
}

export interface PoolOptions {
  readonly connectionString: string;
  readonly max: number;
  /** Shown in pg_stat_activity. */
  readonly name: string;
  /** A dropped idle connection is reported here; the pool opens another. */
  readonly onError: (error: Error) => void;
}

/**
 * A pool that fails fast: 10 s to get a connection, 30 s for a statement. The server ends a statement well before the client would give it
 * up, so that a statement the client has given up cannot take effect later.
 */
export function createPool(options: PoolOptions): pg.Pool {
  const pool = new pg.Pool({
    connectionString: options.connectionString,
    max: options.max,
    application_name: options.name,
    connectionTimeoutMillis: 10_000,
    statement_timeout: 30_000,
    query_timeout: 60_000,
    keepAlive: true,
    idleTimeoutMillis: 30_000,
    allowExitOnIdle: true,
    types: TYPES,
  });
  pool.on('error', options.onError);
  return pool;
}
