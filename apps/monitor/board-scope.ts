/** Which clocks a page of the board is about, from its address: every figure leads to an address that says what it counts. */
import type { Query } from '@shared/api/types.ts';
import { type ComputedRef, computed } from 'vue';
import { type LocationQueryRaw, useRoute } from 'vue-router';

/** Names in the address, and what the API calls them. */
const FIELDS = {
  department: 'department',
  process: 'definitionKey',
  step: 'elementId',
  person: 'person',
  clock: 'clock',
  lamp: 'lamp',
  without: 'without',
  at: 'at',
  running: 'running',
  dueAfter: 'dueAfter',
  dueBefore: 'dueBefore',
  startedAfter: 'startedAfter',
  startedBefore: 'startedBefore',
  late: 'late',
  netDays: 'netDays',
  grossDays: 'grossDays',
  answering: 'answering',
  counted: 'counted',
  from: 'from',
  to: 'to',
} as const;

export type ScopeField = keyof typeof FIELDS;
export type BoardScope = Readonly<Partial<Record<ScopeField, string>>>;

const NAMES = Object.keys(FIELDS) as ScopeField[];

export function useBoardScope(): ComputedRef<BoardScope> {
  const route = useRoute();
  return computed(() =>
    Object.fromEntries(
      NAMES.flatMap((name) => {
        const value = route.query[name];
        return typeof value === 'string' && value !== '' ? [[name, value]] : [];
      }),
    ),
  );
}

export const WHICH = ['department', 'process', 'step', 'person', 'clock', 'lamp', 'without'] as const;
export const WHICH_OPEN = [
  ...WHICH,
  'at',
  'running',
  'dueAfter',
  'dueBefore',
  'startedAfter',
  'startedBefore',
] as const satisfies readonly ScopeField[];
export const WHICH_ENDED = [
  'department',
  'process',
  'step',
  'clock',
  'without',
  'late',
  'netDays',
  'grossDays',
  'answering',
  'from',
  'to',
] as const satisfies readonly ScopeField[];
export const WHICH_TURNED = [
  'department',
  'process',
  'step',
  'clock',
  'without',
  'lamp',
  'from',
  'to',
] as const satisfies readonly ScopeField[];

type Asked = NonNullable<Query<'get', '/sla/clocks'> & Query<'get', '/sla/ended'> & Query<'get', '/sla/turns'>>;

/** The part of a scope that an operation takes. What stands in an address is checked by the server, so it is not checked here. */
export const asked = (scope: BoardScope, fields: readonly ScopeField[]): Asked =>
  Object.fromEntries(
    fields.flatMap((name) => (scope[name] === undefined ? [] : [[FIELDS[name], scope[name]]])),
  ) as unknown as Asked;

export const only = (scope: BoardScope, fields: readonly ScopeField[]): LocationQueryRaw =>
  Object.fromEntries(fields.flatMap((name) => (scope[name] === undefined ? [] : [[name, scope[name]]])));

/** Of whom a row of figures is, as part of an address. A row of no department is one, too. */
export function whose(row: { readonly department?: string | null; readonly person?: string | null }): LocationQueryRaw {
  const { department, person } = row;
  if (person) return { person };
  return department ? { department } : { without: person === undefined ? 'department' : 'person' };
}
