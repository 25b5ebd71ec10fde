import { existsSync } from 'node:fs';
import { join } from 'node:path';

const FOLDERS = ['apps/home', 'apps/inbox', 'apps/portal', 'apps/monitor', 'apps/admin', 'modeler'];
/** For work on one app: `TONGBAN_APPS=home,inbox` builds these alone, so that an unfinished neighbour does not stop them. */
const only = process.env.TONGBAN_APPS?.split(',');

const isWanted = (folder: string): boolean => !only || only.includes(folder.replace('apps/', ''));

/** The page of each app, relative to the repository. */
export const ENTRIES: readonly string[] = FOLDERS.filter(isWanted)
  .map((folder) => `${folder}/index.html`)
  .filter((file) => existsSync(join(import.meta.dirname, '..', file)));
