export interface Texts {
  readonly [key: string]: string | Texts;
}

/** All keys of a dictionary, `group.name`. */
export const keysOf = (texts: Texts, before = ''): string[] =>
  Object.entries(texts).flatMap(([key, value]) =>
    typeof value === 'string' ? [before + key] : keysOf(value, `${before}${key}.`),
  );

export interface UsedKey {
  /** The whole key, or what is fixed at its start. */
  readonly key: string;
  readonly prefix: boolean;
}

const CALL = /(?<![\w.])(?:t|te|translate)\(\s*([^)]*?)\s*[,)]/g;
const LITERAL = /'([^'$]+)'/g;
const TEMPLATE = /`([^`$]+)\$\{/g;

/** The keys in calls of `t`: literals, both sides of a choice, and the fixed start of a template. */
export function usedKeys(source: string): UsedKey[] {
  const keys: UsedKey[] = [];
  for (const [, argument = ''] of source.matchAll(CALL)) {
    for (const [, key = ''] of argument.matchAll(LITERAL)) if (isKey(key)) keys.push({ key, prefix: false });
    for (const [, key = ''] of argument.matchAll(TEMPLATE)) if (key.includes('.')) keys.push({ key, prefix: true });
  }
  return keys;
}

const ANYWHERE = /'([a-z]\w*(?:\.[\w-]+)+)'|`([a-z]\w*(?:\.[\w-]+)*\.)\$\{/gi;

/** Whatever looks like a key, also where it is handed on to somebody who looks it up. */
export const mentionedKeys = (source: string): UsedKey[] =>
  [...source.matchAll(ANYWHERE)].map(([, key, start = '']) => ({ key: key ?? start, prefix: key === undefined }));

const isKey = (text: string): boolean => /^[a-z]\w*(\.[\w-]+)+$/i.test(text);
