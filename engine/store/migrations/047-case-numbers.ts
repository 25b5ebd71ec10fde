import type { Migration } from './migration.ts';

/** What counts the cases that get a number from here. A number that was given away is gone, whether a case came of it or not. */
export const caseNumbers: Migration = {
  name: '047-case-numbers',
  up: 'create sequence case_number;',
};
