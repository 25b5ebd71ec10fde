/** Writing variables: to the scope that declares them, else to the process the writer belongs to (the called one inside a call). */
import type { Execution } from './execution.ts';
import { lineageInProcess } from './query.ts';
import type { Variables } from './state.ts';

/** Each name goes to the nearest scope, seen from `from` upwards, that has it; names nobody has go to the process. */
export function write(x: Execution, from: string, values: Variables): void {
  const names = Object.keys(values);
  if (names.length === 0) return;
  const byScope = new Map<string, Record<string, unknown>>();
  for (const name of names) {
    const scope = declaringScope(x, from, name);
    const group = byScope.get(scope) ?? {};
    group[name] = values[name];
    byScope.set(scope, group);
  }
  for (const [scope, group] of byScope) writeLocal(x, scope, group);
}

/** Writes to this very scope, whatever its surroundings declare. */
export function writeLocal(x: Execution, scope: string, values: Variables): void {
  if (Object.keys(values).length > 0) x.emit({ type: 'variablesWritten', scope, values });
}

/** The nearest scope that has the name, else the process. */
export function declaringScope(x: Execution, from: string, name: string): string {
  let outermost = from;
  for (const element of lineageInProcess(x.draft.state, from)) {
    if (element.vars && Object.hasOwn(element.vars, name)) return element.id;
    outermost = element.id;
  }
  return outermost;
}
