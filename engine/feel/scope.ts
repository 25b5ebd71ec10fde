import { normalizeName } from './names.ts';

/** Where an expression finds its variables; the values are JSON values. */
export interface FeelScope {
  readonly get: (name: string) => unknown;
  /**
   * Tells a variable that is null from one that does not exist; without it, `undefined` means that it does not exist.
   */
  readonly has?: (name: string) => boolean;
}

/** The scope over the own properties of a record; names are matched regardless of the space around their symbols. */
export function scopeOf(record: Readonly<Record<string, unknown>>): FeelScope {
  let normalized: Map<string, string> | undefined;
  const find = (name: string): string | undefined => {
    if (Object.hasOwn(record, name)) return name;
    normalized ??= new Map(Object.keys(record).map((key) => [normalizeName(key), key]));
    return normalized.get(normalizeName(name));
  };
  return {
    get: (name) => {
      const key = find(name);
      return key === undefined ? undefined : record[key];
    },
    has: (name) => find(name) !== undefined,
  };
}

/** The scope with an input value as `?`, for unary tests. */
export function withInput(scope: FeelScope, input: unknown): FeelScope {
  return {
    get: (name) => (name === '?' ? input : scope.get(name)),
    has: (name) => name === '?' || (scope.has ? scope.has(name) : scope.get(name) !== undefined),
  };
}
