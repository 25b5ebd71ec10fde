/** PostgreSQL refuses to run as root. As root we run it as `nobody`; as anybody else, as ourselves. */
import { statSync } from 'node:fs';
import { dirname } from 'node:path';

export interface Account {
  readonly uid?: number;
  readonly gid?: number;
}

const NOBODY = 65534;

/** The account the server runs under: empty means the account of this process. */
export function serverAccount(): Account {
  return process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {};
}

/** Whether the account may walk into `path`: every directory on the way lets it through. */
export function canReach(path: string, account: Account): boolean {
  if (account.uid === undefined) return true;
  for (let at = path; ; at = dirname(at)) {
    if (!mayEnter(at, account)) return false;
    if (at === dirname(at)) return true;
  }
}

function mayEnter(path: string, account: Account): boolean {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat === undefined) return true;
  const bit = stat.uid === account.uid ? 0o100 : stat.gid === account.gid ? 0o010 : 0o001;
  return (stat.mode & bit) !== 0;
}
