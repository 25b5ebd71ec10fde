import { normalizeName } from '../names.ts';

/** Where a name can be found: `up` frames outwards, at `index`; or, in an element frame, as an entry of the element. */
export type Place =
  | { readonly kind: 'slot'; readonly up: number; readonly index: number }
  | { readonly kind: 'element'; readonly up: number };

/**
 * The names an expression binds itself, frame by frame, as known at compile time. An `element` frame (a filter) holds the element
 * as `item`; which further names it offers is only known at run time.
 */
export class LexicalScope {
  readonly parent: LexicalScope | null;
  readonly kind: 'root' | 'names' | 'element';
  private readonly names: readonly string[];

  private constructor(parent: LexicalScope | null, kind: LexicalScope['kind'], names: readonly string[]) {
    this.parent = parent;
    this.kind = kind;
    this.names = names;
  }

  static root(): LexicalScope {
    return new LexicalScope(null, 'root', []);
  }

  withNames(names: readonly string[]): LexicalScope {
    return new LexicalScope(this, 'names', names.map(normalizeName));
  }

  withElement(): LexicalScope {
    return new LexicalScope(this, 'element', ['item']);
  }

  /** All places where the name may be, innermost first; when none of them has it at run time it is a variable of the scope. */
  places(name: string): Place[] {
    const places: Place[] = [];
    let up = 0;
    for (let scope: LexicalScope | null = this; scope; scope = scope.parent, up++) {
      if (scope.kind === 'element') places.push({ kind: 'element', up });
      const index = scope.names.lastIndexOf(name);
      if (index >= 0) places.push({ kind: 'slot', up, index });
    }
    return places;
  }

  binds(name: string): boolean {
    return this.places(name).some((place) => place.kind === 'slot');
  }
}
