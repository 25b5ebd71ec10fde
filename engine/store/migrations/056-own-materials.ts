import type { Migration } from './migration.ts';

/** What somebody has handed in before is found by who and what it is. */
export const ownMaterials: Migration = {
  name: '056-own-materials',
  up: `
create index notice_material on notice (sender, (content->>'material'), id) where kind = 'attachment' and content->>'material' is not null;
`,
};
