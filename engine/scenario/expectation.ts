import { isDeepStrictEqual } from 'node:util';
import type { InstanceView, TaskView } from './driver.ts';
import type { Expectation } from './scenario.ts';

/** What differs between the case and the expectation, in words; empty when nothing does. */
export function differences(expected: Expectation, actual: InstanceView): string[] {
  return [
    ...(expected.status === undefined ? [] : unequal('status', expected.status, actual.status)),
    ...(expected.open === undefined ? [] : unequal('open', sorted(expected.open), sorted(actual.open))),
    ...(expected.tasks === undefined ? [] : tasks(expected.tasks, actual.tasks)),
    ...Object.entries(expected.variables ?? {}).flatMap(([name, value]) =>
      unequal(`variable ${name}`, value, actual.variables[name] ?? null),
    ),
    ...(expected.incidents === undefined ? [] : incidents(expected.incidents, actual.incidents)),
  ];
}

const sorted = (names: readonly string[]): string[] => [...names].sort();

const unequal = (what: string, expected: unknown, actual: unknown): string[] =>
  isDeepStrictEqual(expected, actual)
    ? []
    : [`${what}: expected ${JSON.stringify(expected)}, found ${JSON.stringify(actual)}`];

function tasks(expected: NonNullable<Expectation['tasks']>, actual: readonly TaskView[]): string[] {
  return [
    ...unequal('tasks', sorted(expected.map(({ element }) => element)), sorted(actual.map(({ element }) => element))),
    ...expected.flatMap((wanted) => {
      const { element } = wanted;
      const candidates = actual.filter((task) => task.element === element);
      if (candidates.length === 0 || candidates.some((task) => fits(wanted, task))) return [];
      return [`task ${element}: expected ${JSON.stringify(wanted)}, found ${JSON.stringify(candidates)}`];
    }),
  ];
}

const fits = (wanted: NonNullable<Expectation['tasks']>[number], task: TaskView): boolean =>
  (Object.keys(wanted) as (keyof typeof wanted)[]).every((key) => wanted[key] === task[key]);

function incidents(expected: NonNullable<Expectation['incidents']>, actual: InstanceView['incidents']): string[] {
  const codes = new Map(actual.map(({ element, code }) => [element, code]));
  return [
    ...unequal('incidents', sorted(expected.map(({ element }) => element)), sorted([...codes.keys()])),
    ...expected.flatMap(({ element, code }) =>
      code === undefined || !codes.has(element) ? [] : unequal(`incident of ${element}`, code, codes.get(element)),
    ),
  ];
}
