import type { DomainEvent } from '../core/events.ts';
import type { Variables } from '../core/state.ts';
import { type Text, text } from '../model/problem.ts';
import type { InstanceView, TaskView } from './driver.ts';
import type { Expectation } from './scenario.ts';

/** What differs between the case and the expectation, in words; empty when nothing does. */
export function differences(expected: Expectation, actual: InstanceView): Text[] {
  return [
    ...(expected.status === undefined ? [] : unequal(text('status', '状态'), expected.status, actual.status)),
    ...(expected.open === undefined ? [] : unequal(text('open', '停留处'), sorted(expected.open), sorted(actual.open))),
    ...(expected.tasks === undefined ? [] : tasks(expected.tasks, actual.tasks)),
    ...variables(text('variable', '变量'), expected.variables, actual.variables),
    ...(expected.lamps === undefined
      ? []
      : unequal(text('lamps', '时限灯'), sorted(expected.lamps), sorted(actual.lamps))),
    ...(expected.incidents === undefined ? [] : incidents(expected.incidents, actual.incidents)),
  ];
}

/** As `differences`, for the messages a case has sent. */
export function sentDifferences(expected: NonNullable<Expectation['sent']>, journal: readonly DomainEvent[]): Text[] {
  const sent = journal.flatMap((event) => (event.type === 'messageSent' ? [event] : []));
  const names = (messages: readonly { readonly name: string }[]): string[] => messages.map(({ name }) => name);
  return [
    ...unequal(text('sent', '已发消息'), names(expected), names(sent)),
    ...expected.flatMap(({ name, variables: wanted }, i) =>
      variables(text(`${name}:`, `${name}：`), wanted, sent[i]?.variables ?? {}),
    ),
  ];
}

/** As `differences`, for the documents that were issued in the case. */
export function documentDifferences(expected: readonly string[], journal: readonly DomainEvent[]): Text[] {
  const issued = journal.flatMap((event) => (event.type === 'documentIssued' ? [event.document.kind] : []));
  return unequal(text('documents', '文书'), expected, issued);
}

const variables = ({ en, zh }: Text, expected: Variables = {}, actual: Variables): Text[] =>
  Object.entries(expected).flatMap(([name, value]) =>
    unequal(text(`${en} ${name}`, `${zh} ${name}`), value, actual[name] ?? null),
  );

const sorted = (names: readonly string[]): string[] => [...names].sort();

const unequal = (what: Text, expected: unknown, actual: unknown): Text[] =>
  isSame(expected, actual) ? [] : [otherThan(what, expected, actual)];

function otherThan({ en, zh }: Text, expected: unknown, actual: unknown): Text {
  const [wanted, found] = [JSON.stringify(expected), JSON.stringify(actual)];
  return text(`${en}: expected ${wanted}, found ${found}`, `${zh}：应为 ${wanted}，实为 ${found}`);
}

function tasks(expected: NonNullable<Expectation['tasks']>, actual: readonly TaskView[]): Text[] {
  return [
    ...unequal(
      text('tasks', '任务'),
      sorted(expected.map(({ element }) => element)),
      sorted(actual.map(({ element }) => element)),
    ),
    ...expected.flatMap((wanted) => {
      const { element } = wanted;
      const candidates = actual.filter((task) => task.element === element);
      if (candidates.length === 0 || candidates.some((task) => fits(wanted, task))) return [];
      return [otherThan(text(`task ${element}`, `任务 ${element}`), wanted, candidates)];
    }),
  ];
}

const fits = (wanted: NonNullable<Expectation['tasks']>[number], task: TaskView): boolean =>
  (Object.keys(wanted) as (keyof typeof wanted)[]).every((key) => wanted[key] === task[key]);

function incidents(expected: NonNullable<Expectation['incidents']>, actual: InstanceView['incidents']): Text[] {
  const codes = new Map(actual.map(({ element, code }) => [element, code]));
  return [
    ...unequal(text('incidents', '异常'), sorted(expected.map(({ element }) => element)), sorted([...codes.keys()])),
    ...expected.flatMap(({ element, code }) =>
      code === undefined || !codes.has(element)
        ? []
        : unequal(text(`incident of ${element}`, `${element} 的异常`), code, codes.get(element)),
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
