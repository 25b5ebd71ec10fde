import { createHash } from 'node:crypto';

/** The id of a replayed case: always the same for the same log case (UUIDv8 of a hash), so that a second replay finds the first. */
export function caseIdOf(process: string, logCase: string): string {
  const hash = createHash('sha256').update(`${process}\u0000${logCase}`).digest('hex');
  return `${hash.slice(0, 8)}-${hash.slice(8, 12)}-8${hash.slice(13, 16)}-a${hash.slice(17, 20)}-${hash.slice(20, 32)}`;
}
