/** Writing variables: to the scope that declares them, else to the process the writer belongs to (the called one inside a call). */
import { isPast, noteUndoing } from './compensation/past.ts';
import type { Execution } from './execution.ts';
import { declaringScope } from './query.ts';
import type { Variables } from './state.ts';

/**
 * Each name goes to the nearest scope, seen from `from` upwards, that has it; names nobody has go to the process. What a compensation
 * activity sees of the past is a copy: it is kept up to date there, and written to the data of today. `writer` is who writes, where that is not
 * `from`.
 */
export function write(x: Execution, from: string, values: Variables, writer = from): void {
  const byScope = new Map<string, Record<string, unknown>>();
  for (const [name, value] of Object.entries(values)) {
    for (const scope of scopesToWrite(x, from, name)) {
      const group = byScope.get(scope) ?? {};
      group[name] = value;
      byScope.set(scope, group);
    }
  }
  for (const [scope, group] of byScope) {
    writeLocal(x, scope, group);
    noteUndoing(x, writer, { scope, values: group });
  }
}

/** Writes to this very scope, whatever its surroundings declare. */
export function writeLocal(x: Execution, scope: string, values: Variables): void {
  if (Object.keys(values).length > 0) x.emit({ type: 'variablesWritten', scope, values });
}

function scopesToWrite(x: Execution, from: string, name: string): string[] {
  const scope = declaringScope(x.draft.state, from, name);
  const { parent } = x.element(scope);
  if (parent === null || !isPast(x, x.element(scope), name)) return [scope];
  return [scope, ...scopesToWrite(x, parent, name)];
}
