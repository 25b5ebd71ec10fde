import { booleanFunctions } from './boolean.ts';
import type { BuiltinFunction } from './builtin-function.ts';
import { contextFunctions } from './context.ts';
import { conversionFunctions } from './conversion.ts';
import type { Definition } from './define.ts';
import { identityFunctions } from './identity.ts';
import { listFunctions } from './list.ts';
import { numberFunctions } from './number.ts';
import { rangeFunctions } from './range.ts';
import { statisticFunctions } from './statistics.ts';
import { stringFunctions } from './string.ts';
import { temporalFunctions } from './temporal.ts';
import { workingDayFunctions } from './working-days.ts';

const definitions: Readonly<Record<string, Definition>> = {
  ...booleanFunctions,
  ...contextFunctions,
  ...conversionFunctions,
  ...identityFunctions,
  ...listFunctions,
  ...numberFunctions,
  ...rangeFunctions,
  ...statisticFunctions,
  ...stringFunctions,
  ...temporalFunctions,
  ...workingDayFunctions,
};

const builtins: ReadonlyMap<string, BuiltinFunction> = new Map(
  Object.entries(definitions).map(([name, definition]) => [name, definition(name)]),
);

/** The names of all built-in functions. */
export const BUILTIN_NAMES: readonly string[] = [...builtins.keys()];

/** The built-in function of a name (DMN 1.3 §10.3.4), if there is one. */
export const builtinNamed = (name: string): BuiltinFunction | undefined => builtins.get(name);
