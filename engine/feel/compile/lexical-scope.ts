import { normalizeName } from '../names.ts';

/** Where a name can be found: `up` frames outwards, at `index`; or, in an element frame, as an entry of the element. */
export type Place =
  | { readonly kind: 'slot'; readonly up: number; readonly index: number; readonly certain: boolean }
  | { readonly kind: 'element'; readonly up: number };

/**
 * The names an expression binds itself, frame by frame, as known at compile time. An `element` frame (a filter) holds
 * the element as `item`; which further names it offers is only known at run time.
 */
export class LexicalScope {
  readonly parent: LexicalScope | null;
  readonly kind: 'root' | 'names' | 'element';
  private readonly names: readonly string[];
  private readonly filled: number;

  private constructor(
    parent: LexicalScope | null,
    kind: LexicalScope['kind'],
    names: readonly string[],
    filled = names.length,
  ) {
    this.parent = parent;
    this.kind = kind;
    this.names = names;
    this.filled = filled;
  }

  static root(): LexicalScope {
    return new LexicalScope(null, 'root', []);
  }

  withNames(names: readonly string[]): LexicalScope {
    return new LexicalScope(this, 'names', names.map(normalizeName));
  }

  /**
   * The (normalized) entries of a context literal of which the first `filled` have their values; the others still mean
   * what they mean outside.
   */
  withEntries(names: readonly string[], filled: number): LexicalScope {
    return new LexicalScope(this, 'names', names, filled);
  }

  withElement(): LexicalScope {
    return new LexicalScope(this, 'element', ['item']);
  }

  /**
   * All places where the name may be, innermost first; when none of them has it at run time it is a variable of the
   * scope.
   */
  places(name: string): Place[] {
    const places: Place[] = [];
    let up = 0;
    for (let scope: LexicalScope | null = this; scope; scope = scope.parent, up++) {
      if (scope.kind === 'element') places.push({ kind: 'element', up });
      const index = scope.slotOf(name);
      if (index >= 0) places.push({ kind: 'slot', up, index, certain: index < scope.filled });
    }
    return places;
  }

  /** A name that was given twice means the last value it has got. */
  private slotOf(name: string): number {
    const last = this.names.lastIndexOf(name, this.filled - 1);
    return last >= 0 && this.filled > 0 ? last : this.names.indexOf(name);
  }

  /** Whether the name always has a value within the expression, so that it never means a variable of the scope. */
  certainlyBinds(name: string): boolean {
    return this.places(name).some((place) => place.kind === 'slot' && place.certain);
  }

  /** Whether the name may have a value within the expression. */
  mayBind(name: string): boolean {
    return this.places(name).some((place) => place.kind === 'slot');
  }
}
