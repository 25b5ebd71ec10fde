import { FeelFunction } from '../values/types.ts';

/** What a built-in function takes, as the analysis of an expression needs to know it. */
export interface Signature {
  /** The type of each parameter; with `?` it may be missing or null. Of a variadic function: that of each argument. */
  readonly kinds: readonly string[];
  /** Other names that the standard gives the parameters, in the same order: `before(point, range)`, `before(range1, range2)`. */
  readonly spellings: readonly (readonly string[])[];
}

/** A function of the standard's library (DMN 1.3 §10.3.4). */
export class BuiltinFunction extends FeelFunction {
  readonly signature: Signature;

  constructor(
    parameters: readonly string[],
    signature: Signature & { readonly variadic: boolean },
    call: FeelFunction['call'],
  ) {
    super(parameters, signature.variadic, call);
    this.signature = signature;
  }
}

/**
 * The names of the parameters, in the spelling to which all of the given names belong; null where there is none. `before(point, range)` and
 * `before(range, point)` have the same names: there the order counts.
 */
export function spellingWith(called: FeelFunction, names: readonly string[]): readonly string[] | null {
  const others = called instanceof BuiltinFunction ? called.signature.spellings : [];
  const spellings = [called.parameters, ...others];
  const inOrder = spellings.find((spelling) => names.every((name, index) => spelling[index] === name));
  return inOrder ?? spellings.find((spelling) => names.every((name) => spelling.includes(name))) ?? null;
}
