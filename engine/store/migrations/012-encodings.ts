import type { Migration } from './migration.ts';

/** A file that was uploaded is given back in the encoding it came in. */
export const encodings: Migration = {
  name: '012-encodings',
  up: `
alter table definition add column encoding text;
comment on column definition.encoding is 'Of the bytes it was deployed as, in lower case; null where it was deployed as text, and is given back in UTF-8.';
`,
};
