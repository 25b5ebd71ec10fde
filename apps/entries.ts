import { existsSync } from 'node:fs';
import { join } from 'node:path';

const FOLDERS = ['apps/home', 'apps/inbox', 'apps/portal', 'apps/monitor', 'apps/admin', 'modeler'];

/** The page of each app, relative to the repository. */
export const ENTRIES: readonly string[] = FOLDERS.map((folder) => `${folder}/index.html`).filter((file) =>
  existsSync(join(import.meta.dirname, '..', file)),
);
