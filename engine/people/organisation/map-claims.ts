/**
 * What an identity provider (OpenID Connect claims, attributes of an LDAP entry) says about somebody, as an account. Pure: who fetches the claims and
 * proves them is elsewhere. The rules are a file, so that a directory of whatever shape is read without code.
 */
import { fail, ok, type Result } from '../../errors.ts';

export type Claims = Readonly<Record<string, unknown>>;

/** Names of claims. `a.b` reaches into objects; where a directory gives several values the first counts. */
export interface ClaimRules {
  readonly id: string;
  readonly name: string;
  readonly nameEn?: string;
  readonly department?: Translated;
  readonly post?: Translated;
  readonly groups?: Translated;
  readonly roles?: Translated & { readonly otherwise?: readonly string[] };
}

/** Values as the directory has them → ids here. Without a table values count as they are; with one, those not in it are left out. */
interface Translated {
  readonly claim: string;
  readonly values?: Readonly<Record<string, string>>;
}

export interface MappedAccount {
  readonly id: string;
  readonly name: string;
  readonly nameEn: string | null;
  readonly roles: readonly string[];
  readonly groups: readonly string[];
  readonly position: { readonly department: string; readonly post: string | null } | null;
}

/** Refuses with 'bad-request' where the claims name nobody. */
export function mapClaims(claims: Claims, rules: ClaimRules): Result<MappedAccount> {
  const [id] = valuesAt(claims, rules.id);
  if (id === undefined) return fail('bad-request', { reason: `the claim "${rules.id}" is missing` });
  const [department] = translated(claims, rules.department);
  const [post = null] = translated(claims, rules.post);
  const roles = translated(claims, rules.roles).sort();
  return ok({
    id,
    name: valuesAt(claims, rules.name)[0] ?? id,
    nameEn: rules.nameEn === undefined ? null : (valuesAt(claims, rules.nameEn)[0] ?? null),
    roles: roles.length > 0 ? roles : [...(rules.roles?.otherwise ?? [])],
    groups: translated(claims, rules.groups).sort(),
    position: department === undefined ? null : { department, post },
  });
}

function translated(claims: Claims, rule: Translated | undefined): string[] {
  if (!rule) return [];
  const values = valuesAt(claims, rule.claim);
  const { values: table } = rule;
  const found = table ? values.flatMap((value) => (Object.hasOwn(table, value) ? (table[value] ?? []) : [])) : values;
  return [...new Set(found)];
}

/** Texts of a claim, one or a list; what is no text or empty is not there. A claim whose own name has dots comes before a path. */
function valuesAt(claims: Claims, name: string): string[] {
  const value = Object.hasOwn(claims, name) ? claims[name] : name.split('.').reduce<unknown>(inside, claims);
  const values: readonly unknown[] = Array.isArray(value) ? value : [value];
  return values.flatMap((one) => (typeof one === 'string' && one.trim() !== '' ? [one.trim()] : []));
}

const inside = (value: unknown, key: string): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, key)
    ? (value as Readonly<Record<string, unknown>>)[key]
    : undefined;
