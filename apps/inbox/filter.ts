/** What a clerk looks at: a view, and what narrows it. It lives in the address, and can be kept under a name. */
import type { Lamp, TaskCriteria, TaskFilter } from '@shared/api/types.ts';

export const VIEWS = ['mine', 'claimable', 'delegated', 'following', 'done'] as const;
export type View = (typeof VIEWS)[number];
export const SORTS = ['dueAt', '-priority', '-createdAt', 'createdAt'] as const;
export type Sort = (typeof SORTS)[number];
const LAMPS: readonly string[] = ['double-red', 'red', 'yellow', 'green', 'grey', 'blue'] satisfies Lamp[];

/** Criteria that have no field of their own on the page. */
export type MoreCriteria = Omit<TaskCriteria, 'q' | 'lamp'>;

export interface Filter {
  readonly view: View;
  readonly q: string;
  readonly lamp: Lamp | '';
  readonly sort: Sort;
  readonly more: MoreCriteria;
  /** Declared variables that the list shows; none = all that a task carries. */
  readonly columns: readonly string[];
}

export const NOTHING: Omit<Filter, 'view'> = { q: '', lamp: '', sort: 'dueAt', more: {}, columns: [] };

type Address = Readonly<Record<string, unknown>>;

const isView = (value: unknown): value is View => VIEWS.some((view) => view === value);
const isSort = (value: unknown): value is Sort => SORTS.some((sort) => sort === value);
const isLamp = (value: unknown): value is Lamp => typeof value === 'string' && LAMPS.includes(value);

/** An address may have been written by hand: what cannot be read counts as not there. */
export function filterOf({ view, q, lamp, sort, more, columns }: Address): Filter {
  return {
    view: isView(view) ? view : 'mine',
    q: typeof q === 'string' ? q : '',
    lamp: isLamp(lamp) ? lamp : '',
    sort: isSort(sort) ? sort : 'dueAt',
    more: typeof more === 'string' ? readCriteria(more) : {},
    columns: typeof columns === 'string' && columns !== '' ? columns.split(',') : [],
  };
}

function readCriteria(text: string): MoreCriteria {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as MoreCriteria) : {};
  } catch (error) {
    if (error instanceof SyntaxError) return {};
    throw error;
  }
}

export function addressOf({ view, q, lamp, sort, more, columns }: Filter): Record<string, string> {
  return {
    ...(view === 'mine' ? {} : { view }),
    ...(q ? { q } : {}),
    ...(lamp ? { lamp } : {}),
    ...(sort === 'dueAt' ? {} : { sort }),
    ...(Object.keys(more).length > 0 ? { more: JSON.stringify(more) } : {}),
    ...(columns.length > 0 ? { columns: columns.join(',') } : {}),
  };
}

/** As the server takes it. What is done has no lamp any more. */
export const criteriaOf = ({ view, q, lamp, more }: Filter): TaskCriteria => ({
  ...more,
  ...(q ? { q } : {}),
  ...(lamp && view !== 'done' ? { lamp } : {}),
});

export const isNarrowed = (filter: Filter): boolean => Object.keys(criteriaOf(filter)).length > 0;

/** What a kept filter asks for; the page stays in its view where the filter names none. */
export function filterFrom({ view, criteria, sort, columns }: TaskFilter, current: View): Filter {
  const { q = '', lamp = '', ...more } = criteria;
  return { view: view ?? current, q, lamp, sort: isSort(sort) ? sort : 'dueAt', more, columns };
}

/** A criterion in words: what it is about, and what is asked. */
export interface Criterion {
  readonly key: string;
  readonly variable: boolean;
  readonly text: string;
}

export function criteriaIn({ variables = {}, ...others }: MoreCriteria): Criterion[] {
  return [
    ...Object.entries(others).map(([key, value]) => ({ key, variable: false, text: String(value) })),
    ...Object.entries(variables).map(([key, test]) => ({
      key,
      variable: true,
      text: typeof test === 'string' ? test : `${test.from ?? ''} – ${test.to ?? ''}`,
    })),
  ];
}

export function without(more: MoreCriteria, { key, variable }: Criterion): MoreCriteria {
  const { variables = {}, ...others } = more;
  const kept = Object.fromEntries(Object.entries(variables).filter(([name]) => !variable || name !== key));
  const rest = Object.fromEntries(Object.entries(others).filter(([name]) => variable || name !== key));
  return { ...rest, ...(Object.keys(kept).length > 0 ? { variables: kept } : {}) };
}

export interface VariableInput {
  readonly name: string;
  readonly from: string;
  readonly to: string;
}

/** One value where only the first is given; two are a range. */
export function withVariable(more: MoreCriteria, { name, from, to }: VariableInput): MoreCriteria {
  const test = to === '' ? from : { ...(from === '' ? {} : { from }), to };
  return { ...more, variables: { ...more.variables, [name]: test } };
}
