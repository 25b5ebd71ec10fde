/** Names of one document in the words of another: prefixes are those that hold at the place where something is written. */
import { prefixFor, resolved, type Scope } from './namespaces.ts';
import { writtenValue } from './plain.ts';
import type { SourceElement } from './source-tree.ts';

const XSI = 'http://www.w3.org/2001/XMLSchema-instance';

/** Prefixes that the place does not know; they are declared once, at the root. */
export class NewPrefixes {
  private readonly declared = new Map<string, string>();

  /** `wished`: the prefix in the other document. */
  prefix(uri: string, wished: string, scope: Scope): string {
    for (const [prefix, bound] of this.declared) if (bound === uri && !scope.has(prefix)) return prefix;
    const base = wished || 'ns';
    for (let number = 0; ; number++) {
      const prefix = number === 0 ? base : `${base}_${number}`;
      if (scope.has(prefix) || this.declared.has(prefix)) continue;
      this.declared.set(prefix, uri);
      return prefix;
    }
  }

  /** As attributes, each after a space. */
  written(): string {
    return [...this.declared].map(([prefix, uri]) => ` xmlns:${prefix}="${writtenValue(uri)}"`).join('');
  }
}

export interface Place {
  readonly scope: Scope;
  readonly prefixes: NewPrefixes;
}

export function elementName({ uri, local, name }: SourceElement, { scope, prefixes }: Place): string {
  if (uri === '') return local;
  const prefix = prefixFor(uri, scope, true) ?? prefixes.prefix(uri, prefixOf(name), scope);
  return prefix === '' ? local : `${prefix}:${local}`;
}

type Attribute = SourceElement['attributes'][number];

export function attributeText({ uri, local, name, plain }: Attribute, element: SourceElement, place: Place): string {
  const value = uri === XSI && local === 'type' ? typeText(plain, element, place) : plain;
  return `${attributeName(uri, { local, name }, place)}="${writtenValue(value)}"`;
}

function attributeName(uri: string, { local, name }: { local: string; name: string }, place: Place): string {
  if (uri === '') return local;
  const prefix = prefixFor(uri, place.scope, false) ?? place.prefixes.prefix(uri, prefixOf(name), place.scope);
  return `${prefix}:${local}`;
}

function typeText(plain: string, element: SourceElement, { scope, prefixes }: Place): string {
  const { uri, local } = resolved(plain, element.scope, true);
  if (uri === '') return plain;
  const prefix = prefixFor(uri, scope, true) ?? prefixes.prefix(uri, prefixOf(plain), scope);
  return prefix === '' ? local : `${prefix}:${local}`;
}

const prefixOf = (name: string): string => (name.includes(':') ? name.slice(0, name.indexOf(':')) : '');
