/**
 * An export of a directory (LDIF, RFC 2849) as the CSV text that `planImport` reads: units become departments below one another, people what the
 * rules make of their attributes. Records of changes are none of an export and refused.
 */
import { fail, ok, type Result } from '../../../errors.ts';
import { type ClaimRules, type Claims, mapClaims } from '../map-claims.ts';

interface Entry {
  readonly dn: string;
  readonly attributes: Readonly<Record<string, readonly string[]>>;
}

const HEADER = ['kind', 'id', 'name', 'name_en', 'parent', 'department', 'post', 'roles', 'groups'] as const;
type Row = Partial<Readonly<Record<(typeof HEADER)[number], string>>>;

const PEOPLE = new Set(['person', 'organizationalperson', 'inetorgperson', 'user']);

/** Refuses with 'bad-request' what is no export, and people whom the rules do not name. Attribute names count without regard to case. */
export function ldifToCsv(text: string, rules: ClaimRules): Result<string> {
  const entries = readEntries(text);
  if (entries.length === 0) return fail('bad-request', { reason: 'it has no entries', reasonZh: '没有条目' });
  if (entries.some(({ attributes }) => attributes.changetype))
    return fail('bad-request', { reason: 'it has records of changes', reasonZh: '含有变更记录' });
  const units = entries.filter((entry) => isOf(entry, (name) => name === 'organizationalunit'));
  const idOf = new Map(units.map((unit) => [plainDn(unit.dn), first(unit, 'ou')]));
  const rows: Row[] = units.map((unit) => departmentRow(unit, idOf));
  for (const person of entries.filter((entry) => isOf(entry, (name) => PEOPLE.has(name)))) {
    const mapped = personRows(person, { rules, idOf });
    if (!mapped.ok) return mapped;
    rows.push(...mapped.value);
  }
  return ok(
    [HEADER.join(','), ...rows.map((row) => HEADER.map((name) => quoted(row[name] ?? '')).join(','))].join('\n'),
  );
}

function departmentRow(unit: Entry, idOf: ReadonlyMap<string, string>): Row {
  const id = first(unit, 'ou');
  return { kind: 'department', id, name: first(unit, 'description') || id, parent: unitAbove(unit.dn, idOf) };
}

interface Known {
  readonly rules: ClaimRules;
  readonly idOf: ReadonlyMap<string, string>;
}

/** Stands beside the attributes; none has a name with a space. */
const UNIT = 'unit above';

/** Where the rules name no department, the unit that the person lies in. */
function personRows(person: Entry, { rules, idOf }: Known): Result<Row[]> {
  const unit = unitAbove(person.dn, idOf);
  const claims = { ...claimsOf(person), [UNIT]: unit };
  const mapped = mapClaims(claims, { department: { claim: UNIT }, ...lowered(rules) });
  if (!mapped.ok) return mapped;
  const { id, name, nameEn, roles, groups, position } = mapped.value;
  const department = position?.department ?? unit;
  const row: Row = {
    kind: 'person',
    id,
    name,
    name_en: nameEn ?? '',
    department,
    roles: roles.join(' '),
    groups: groups.join(' '),
  };
  return ok(department === '' ? [row] : [row, { kind: 'position', id, department, post: position?.post ?? '' }]);
}

/** Attribute names of directories have no case. */
function lowered(rules: ClaimRules): ClaimRules {
  const part = <T extends { readonly claim: string }>(rule: T | undefined): T | undefined =>
    rule && { ...rule, claim: rule.claim.toLowerCase() };
  const { department, post, groups, roles } = rules;
  return {
    id: rules.id.toLowerCase(),
    name: rules.name.toLowerCase(),
    ...(rules.nameEn === undefined ? {} : { nameEn: rules.nameEn.toLowerCase() }),
    ...(department && { department: part(department) ?? department }),
    ...(post && { post: part(post) ?? post }),
    ...(groups && { groups: part(groups) ?? groups }),
    ...(roles && { roles: part(roles) ?? roles }),
  };
}

const claimsOf = ({ attributes }: Entry): Claims => attributes;
const first = ({ attributes }: Entry, name: string): string => attributes[name]?.[0] ?? '';
const isOf = ({ attributes }: Entry, is: (name: string) => boolean): boolean =>
  (attributes.objectclass ?? []).some((name) => is(name.toLowerCase()));

/** `ou=East, ou=Fire` and `OU=East,OU=Fire` are one. */
const plainDn = (dn: string): string => partsOf(dn).join(',').toLowerCase();
const partsOf = (dn: string): string[] => dn.split(/(?<!\\),/).map((part) => part.trim());

function unitAbove(dn: string, idOf: ReadonlyMap<string, string>): string {
  const parts = partsOf(dn);
  for (let from = 1; from < parts.length; from += 1) {
    const id = idOf.get(parts.slice(from).join(',').toLowerCase());
    if (id !== undefined) return id;
  }
  return '';
}

function readEntries(text: string): Entry[] {
  const unfolded = text
    .replace(/^\uFEFF/, '')
    .replace(/\r\n?/g, '\n')
    .replace(/\n /g, '');
  return unfolded.split(/\n(?:[ \t]*\n)+/).flatMap((block) => entryOf(block.split('\n')));
}

function entryOf(lines: readonly string[]): Entry[] {
  const attributes: Record<string, string[]> = Object.create(null) as Record<string, string[]>;
  for (const line of lines) {
    const match = /^([A-Za-z][\w;.-]*):([:<]?) *(.*)$/.exec(line);
    // A comment, or a value that lies in a file elsewhere: nothing is fetched.
    if (!match || match[2] === '<') continue;
    const [, name = '', encoded, value = ''] = match;
    const key = (name.split(';')[0] ?? name).toLowerCase();
    attributes[key] = [...(attributes[key] ?? []), encoded === ':' ? decoded(value) : value];
  }
  const dn = attributes.dn?.[0];
  return dn === undefined ? [] : [{ dn, attributes }];
}

const decoded = (base64: string): string =>
  new TextDecoder().decode(Uint8Array.from(atob(base64.replace(/[^A-Za-z0-9+/=]/g, '')), (char) => char.charCodeAt(0)));

const quoted = (cell: string): string => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
