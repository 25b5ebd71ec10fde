/** Case numbers: the day and six characters that cannot be mistaken for one another when read out. */
const ALPHABET = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';
const LENGTH = 6;

/** `random` fills the array with bytes. 32 characters divide 256, so each is equally likely. */
export function caseNumber(now: Date, random: (bytes: Uint8Array<ArrayBuffer>) => Uint8Array): string {
  const two = (n: number): string => String(n).padStart(2, '0');
  const day = `${now.getFullYear()}${two(now.getMonth() + 1)}${two(now.getDate())}`;
  const suffix = Array.from(random(new Uint8Array(LENGTH)), (byte) => ALPHABET[byte % ALPHABET.length]).join('');
  return `${day}-${suffix}`;
}
