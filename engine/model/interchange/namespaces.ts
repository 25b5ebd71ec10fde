import { writtenValue } from './plain.ts';

/** Namespaces by prefix, as they hold at an element; the default one has the prefix ''. */
export type Scope = ReadonlyMap<string, string>;

interface Written {
  readonly name: string;
  readonly plain: string;
}

/** The scope inside an element, from that around it and the attributes it is written with. */
export function scopeOf(around: Scope, attributes: readonly Written[]): Scope {
  const declared = attributes.filter(({ name }) => /^xmlns(:|$)/.test(name));
  if (declared.length === 0) return around;
  return new Map([...around, ...declared.map(({ name, plain }): [string, string] => [name.slice(6), plain])]);
}

export interface Resolved {
  readonly uri: string;
  readonly local: string;
}

/** A qualified name; `byDefault`: without a prefix it is in the default namespace, as elements are and attributes are not. */
export function resolved(name: string, scope: Scope, byDefault: boolean): Resolved {
  const colon = name.indexOf(':');
  if (colon < 0) return { uri: byDefault ? (scope.get('') ?? '') : '', local: name };
  return { uri: scope.get(name.slice(0, colon)) ?? '', local: name.slice(colon + 1) };
}

/** A prefix that stands for a namespace; the default one only where it may be used. */
export function prefixFor(uri: string, scope: Scope, byDefault: boolean): string | undefined {
  if (byDefault && scope.get('') === uri) return '';
  for (const [prefix, bound] of scope) if (bound === uri && prefix !== '') return prefix;
  return undefined;
}

/**
 * Declarations that an element needs where it is moved: prefixes of the place it comes from (`from`) that stand for something else, or
 * nothing, at the new one. What its own start tag (`tag`) declares stays.
 */
export function redeclared(from: Scope, to: Scope, tag: string): string {
  if (from === to) return '';
  const declaration = (prefix: string): string => (prefix === '' ? 'xmlns' : `xmlns:${prefix}`);
  const needed = [...from].filter(([prefix, uri]) => to.get(prefix) !== uri);
  if (to.get('') && from.get('') === undefined) needed.push(['', '']);
  return needed
    .filter(([prefix]) => !new RegExp(`\\s${declaration(prefix).replace(/[.]/g, '\\.')}\\s*=`).test(tag))
    .map(([prefix, uri]) => ` ${declaration(prefix)}="${writtenValue(uri)}"`)
    .join('');
}
