/**
 * Resident numbers of the first generation: six digits of the area, the birth date without its century, three of the sequence, no check character. They
 * identify nobody any more, but old records hold them: the number of 18 that belongs to one is for looking there, never for entering.
 */
import { residentCheckOf } from './check-characters.ts';
import { checkResidentId } from './resident-id.ts';

/** The number of 18 characters; null where the text is no number of 15. Whoever had one was born in the 20th century. */
export function fullResidentId(number: string): string | null {
  if (!/^\d{15}$/.test(number)) return null;
  const body = `${number.slice(0, 6)}19${number.slice(6)}`;
  const full = body + residentCheckOf(body);
  return checkResidentId(full).length === 0 ? full : null;
}
