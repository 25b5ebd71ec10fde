/** Identity numbers of an answer: those that cannot be right are taken out of it and told apart from it. */
import { normalizeIdentity } from '../../engine/identity/identity.ts';
import type { DataQuality } from '../../engine/port.ts';
import type { Values } from './contract.ts';
import type { Identity } from './schemas.ts';

interface Sorted {
  readonly variables: Values;
  /** Null where there was no identity number. */
  readonly quality: DataQuality | null;
}

/** A row of a list with a wrong number is left out of it; elsewhere null stands for the number. `source`: who said it. */
export function setAside(source: string, variables: Values, identities: readonly Identity[]): Sorted {
  if (identities.length === 0) return { variables, quality: null };
  const bad = identities.filter(({ good }) => !good);
  return {
    variables: bad.length === 0 ? variables : (without(variables, bad.map(dropped)) as Values),
    quality: {
      source,
      checked: tallies(identities),
      setAside: bad.map(({ place, kinds }) => ({
        place,
        field: fieldOf(place),
        rule: ruleOf(kinds),
        value: String(valueAt(variables, partsOf(place))),
      })),
    },
  };
}

/** As they are written in records: `11010519491231002x` is sent as `11010519491231002X`. */
export function normalized(values: Values, identities: readonly Identity[]): Values {
  const changes = identities.map(({ place }) => partsOf(place));
  return changes.reduce<unknown>(
    (all, path) => replaced(all, path, normalizeIdentity(String(valueAt(values, path)))),
    values,
  ) as Values;
}

function tallies(identities: readonly Identity[]): DataQuality['checked'] {
  const found = new Map<string, { field: string; rule: string; checked: number; failed: number }>();
  for (const { place, kinds, good } of identities) {
    const [field, rule] = [fieldOf(place), ruleOf(kinds)];
    const tally = found.get(`${field} ${rule}`) ?? { field, rule, checked: 0, failed: 0 };
    tally.checked += 1;
    if (!good) tally.failed += 1;
    found.set(`${field} ${rule}`, tally);
  }
  return [...found.values()];
}

const ruleOf = (kinds: Identity['kinds']): string => [...kinds].sort().join(' | ');

/** `/rows/3/idNumber` → `rows.idNumber`. */
const fieldOf = (place: string): string =>
  partsOf(place)
    .filter((part) => !INDEX.test(part))
    .join('.');

const INDEX = /^\d+$/;

const partsOf = (place: string): string[] =>
  place
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));

const valueAt = (value: unknown, path: readonly string[]): unknown =>
  path.reduce<unknown>((inner, part) => (inner as Readonly<Record<string, unknown>>)[part], value);

/** The row that holds it, else the place itself. */
function dropped({ place }: Identity): readonly string[] {
  const parts = partsOf(place);
  const row = parts.findLastIndex((part) => INDEX.test(part));
  return row === -1 ? parts : parts.slice(0, row + 1);
}

const GONE = Symbol('set aside');

function without(value: unknown, paths: readonly (readonly string[])[]): unknown {
  const marked = paths.reduce((all, path) => replaced(all, path, INDEX.test(path.at(-1) ?? '') ? GONE : null), value);
  return swept(marked);
}

function replaced(value: unknown, [part, ...rest]: readonly string[], by: unknown): unknown {
  if (part === undefined || value === GONE) return value === GONE ? value : by;
  if (Array.isArray(value))
    return value.map((item, index) => (index === Number(part) ? replaced(item, rest, by) : item));
  const object = value as Readonly<Record<string, unknown>>;
  return { ...object, [part]: replaced(object[part], rest, by) };
}

function swept(value: unknown): unknown {
  if (Array.isArray(value)) return value.filter((item) => item !== GONE).map(swept);
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, swept(inner)]));
}
