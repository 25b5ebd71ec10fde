/** State ⇄ row. The variables of the process scope have a column of their own; everything else of a case is `state`. */

import { rootVariables } from '../core/query.ts';
import type { InstanceState, Variables } from '../core/state.ts';
import { stringify } from '../exact-json.ts';

/** What `InstanceState.format` says today. */
const FORMAT = 1;

type StoredState = { readonly format: number } & Record<string, unknown>;

/** From format n (the key) to n + 1. A stored state is brought up to date when it is read and written back as it is then. */
const UPGRADES: ReadonlyMap<number, (state: StoredState) => StoredState> = new Map();

/** PostgreSQL's jsonb holds no NUL and no half surrogate pair; found in the JSON text, after an even number of backslashes. */
const UNSTORABLE = /(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f][0-9a-f]{2})/;

/** Whether a JSON text holds characters that PostgreSQL refuses to store. */
export const isUnstorable = (json: string): boolean => json.includes('\\u') && UNSTORABLE.test(json);

/** Up to here a copy of the elements costs less than a text for each of them. */
const FEW = 64;

/** JSON text of all but the variables of the process. */
export function encodeState(state: InstanceState): string {
  const { elements } = state;
  const root = elements[state.root];
  if (!root?.vars) return stringify(state);
  if (isFew(elements))
    return stringify({ ...state, elements: { ...elements, [state.root]: { ...root, vars: undefined } } });
  const entries: string[] = [];
  for (const id in elements) {
    const element = elements[id];
    entries.push(`${stringify(id)}:${stringify(id === state.root ? { ...element, vars: undefined } : element)}`);
  }
  return `${stringify({ ...state, elements: undefined }).slice(0, -1)},"elements":{${entries.join(',')}}}`;
}

function isFew(elements: InstanceState['elements']): boolean {
  let count = 0;
  for (const _id in elements) if (++count > FEW) return false;
  return true;
}

/** JSON text of the variables of the process. */
export const encodeVariables = (state: InstanceState): string => stringify(rootVariables(state));

/** Throws where the state was written by a newer version. */
export function decodeState(stored: unknown, variables: Variables): InstanceState {
  const state = upgrade(stored as StoredState) as unknown as InstanceState;
  const root = state.elements[state.root];
  if (!root) return state;
  return { ...state, elements: { ...state.elements, [state.root]: { ...root, vars: variables } } };
}

function upgrade(stored: StoredState): StoredState {
  let state = stored;
  while (state.format !== FORMAT) {
    const next = UPGRADES.get(state.format);
    if (!next) throw new Error(`Expected a case of format ${FORMAT} or older, but it is of format ${state.format}.`);
    state = next(state);
  }
  return state;
}
