import type { DomainEvent } from '../core/events.ts';
import type { Variables } from '../core/state.ts';
import type { InstanceView, TaskView } from './driver.ts';
import type { Expectation } from './scenario.ts';

/** What differs between the case and the expectation, in words; empty when nothing does. */
export function differences(expected: Expectation, actual: InstanceView): string[] {
  return [
    ...(expected.status === undefined ? [] : unequal('status', expected.status, actual.status)),
    ...(expected.open === undefined ? [] : unequal('open', sorted(expected.open), sorted(actual.open))),
    ...(expected.tasks === undefined ? [] : tasks(expected.tasks, actual.tasks)),
    ...variables('variable', expected.variables, actual.variables),
    ...(expected.lamps === undefined ? [] : unequal('lamps', sorted(expected.lamps), sorted(actual.lamps))),
    ...(expected.incidents === undefined ? [] : incidents(expected.incidents, actual.incidents)),
  ];
}

/** As `differences`, for the messages a case has sent. */
export function sentDifferences(expected: NonNullable<Expectation['sent']>, journal: readonly DomainEvent[]): string[] {
  const sent = journal.flatMap((event) => (event.type === 'messageSent' ? [event] : []));
  const names = (messages: readonly { readonly name: string }[]): string[] => messages.map(({ name }) => name);
  return [
    ...unequal('sent', names(expected), names(sent)),
    ...expected.flatMap(({ name, variables: wanted }, i) => variables(`${name}:`, wanted, sent[i]?.variables ?? {})),
  ];
}

const variables = (what: string, expected: Variables = {}, actual: Variables): string[] =>
  Object.entries(expected).flatMap(([name, value]) => unequal(`${what} ${name}`, value, actual[name] ?? null));

const sorted = (names: readonly string[]): string[] => [...names].sort();

const unequal = (what: string, expected: unknown, actual: unknown): string[] =>
  isSame(expected, actual) ? [] : [`${what}: expected ${JSON.stringify(expected)}, found ${JSON.stringify(actual)}`];

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

/** Of JSON values; the order of names means nothing. */
function isSame(one: unknown, other: unknown): boolean {
  if (Object.is(one, other)) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false;
  if (Array.isArray(one) !== Array.isArray(other) || Object.getPrototypeOf(one) !== Object.getPrototypeOf(other))
    return false;
  const names = Object.keys(one);
  return (
    names.length === Object.keys(other).length &&
    names.every((name) => Object.hasOwn(other, name) && isSame(one[name as never], other[name as never]))
  );
}
