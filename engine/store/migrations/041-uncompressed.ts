import type { Migration } from './migration.ts';

/**
 * The row of an open case is written anew with every command, and mostly is a little larger than the 2 kB from which PostgreSQL compresses: that took
 * a tenth of all its time. Only rows beyond a page are compressed and moved out now. Ended cases and the journal are written once and stay compressed.
 */
export const uncompressed: Migration = {
  name: '041-uncompressed',
  up: 'alter table instance set (toast_tuple_target = 8160);',
};
