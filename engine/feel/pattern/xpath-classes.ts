/**
 * Character classes of XML Schema (part 2, appendix F), on which the regular expressions of XPath stand, in the notation of the host: `\d` and `\w`
 * mean the digits and letters of all scripts, `\i` and `\c` the characters of XML names, and `[a-z-[aeiou]]` takes one class from another.
 */

const SETS: Readonly<Record<string, string>> = {
  d: '\\p{Nd}',
  w: '[^\\p{P}\\p{Z}\\p{C}]',
  s: '[\\x20\\t\\n\\r]',
  i: '[_\\:\\p{L}]',
  c: '[_\\:\\-.\\xb7\\p{L}\\p{M}\\p{Nd}]',
};
const OPPOSITES: Readonly<Record<string, string>> = {
  D: '\\P{Nd}',
  W: '[\\p{P}\\p{Z}\\p{C}]',
  S: '[^\\x20\\t\\n\\r]',
  I: '[^_\\:\\p{L}]',
  C: '[^_\\:\\-.\\xb7\\p{L}\\p{M}\\p{Nd}]',
};

const setOf = (member: string): string => SETS[member[1] ?? ''] ?? OPPOSITES[member[1] ?? ''] ?? member;

/** One character's pattern (a character, an escape, a class or the dot), for a host expression with the flag `v`. */
export function inHost(source: string, dotAll: boolean): string {
  if (source === '.') return dotAll ? '[^]' : '[^\\n\\r]';
  if (source.startsWith('[')) return classInHost(source);
  return source.startsWith('\\') ? setOf(source) : reserved(source);
}

/** What stands for itself in XML Schema, but not everywhere in the host. */
const reserved = (char: string): string => (/[()[\]{}/|&!#%,:;<=>@`~^$*+.?-]/.test(char) ? `\\${char}` : char);

const SUBTRACTION = /-(\[\^?(?:\\.|[^\\\]])*\])\]$/s;
const MEMBER = /\\(?:[pP]\{\w*=?\w*\}|u\{[0-9a-fA-F]+\}|u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|.)|./gsu;

function classInHost(source: string): string {
  const taken = SUBTRACTION.exec(source);
  if (taken) return `[${classInHost(`${source.slice(0, taken.index)}]`)}--${classInHost(taken[1] ?? '')}]`;
  const negated = source.startsWith('[^');
  const members = source.slice(negated ? 2 : 1, -1).match(MEMBER) ?? [];
  return `[${negated ? '^' : ''}${members.map((member, index) => memberInHost(member, index, members)).join('')}]`;
}

function memberInHost(member: string, index: number, members: readonly string[]): string {
  const between = index > 0 && index < members.length - 1;
  if (member === '-') return between && !isSet(members[index - 1]) && !isSet(members[index + 1]) ? '-' : '\\-';
  return member.startsWith('\\') ? setOf(member) : reserved(member);
}

const isSet = (member: string | undefined): boolean => member !== undefined && /^\\[dwsicpDWSICP]/.test(member);
