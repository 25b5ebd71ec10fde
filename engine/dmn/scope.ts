import type { FeelScope } from '../feel/compile.ts';
import { normalizeName } from '../feel/names.ts';
import { fromHost, type Value } from '../feel/values/types.ts';

/** Variables by name, regardless of the space around symbols, over those of a scope around it. */
export class Scope implements FeelScope {
  private readonly own = new Map<string, Value>();
  private readonly outer: FeelScope | null;

  constructor(outer: FeelScope | null = null) {
    this.outer = outer;
  }

  set(name: string, value: Value): this {
    this.own.set(normalizeName(name), value);
    return this;
  }

  get(name: string): Value | undefined {
    const key = normalizeName(name);
    if (this.own.has(key)) return this.own.get(key) ?? null;
    const value = this.outer?.get(name);
    return value === undefined ? undefined : fromHost(value);
  }

  has(name: string): boolean {
    if (this.own.has(normalizeName(name))) return true;
    if (!this.outer) return false;
    return this.outer.has ? this.outer.has(name) : this.outer.get(name) !== undefined;
  }
}
