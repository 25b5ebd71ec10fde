import { extensionsOf, type ModdleElement } from '../../../engine/model/moddle.ts';
import { type Field, type FieldGroup, field, isAny, type ListGroup, type Option, type Place } from '../field.ts';
import { addExtension, processOf, removeExtension } from '../moddle.ts';
import { attribute, extensionAttribute } from '../places.ts';

const option = (value: string): Option => ({ value, label: value === '' ? 'unitNone' : value, fixed: true });

const UNITS = ['', 'workingDay', 'day', 'month', 'workingHour', 'hour', 'minute'].map(option);

/** Other names of the units mean the same; the choice shows one of each. */
const STANDARD = new Map([
  ['工作日', 'workingDay'],
  ['工作小时', 'workingHour'],
  ['分钟', 'minute'],
  ['小时', 'hour'],
  ['自然日', 'day'],
  ['日', 'day'],
  ['calendarDay', 'day'],
  ['月', 'month'],
]);

const CLOCKS = ['promised', 'statutory', 'acceptance', 'correction', 'special', 'delivery'];

const choices = (name: string, values: readonly string[]): (() => readonly Option[]) => {
  const options = ['', ...values].map((value) => ({
    value,
    label: value === '' ? 'unitNone' : `limit-${name}-${value}`,
    fixed: true,
  }));
  return () => options;
};

/** Limits of the case beside which a timer may count. */
export const besideClocks = choices('clock', ['promised', 'statutory']);

type PlaceOf = (name: string) => Place;

const textAt = (place: PlaceOf, name: string): Field => field(place(name), { id: name, kind: 'text', hint: true });

/** How much is counted, and how: a timer says no more. */
export function countFields(place: PlaceOf): Field[] {
  const unit = place('unit');
  return [
    field(place('value'), { id: 'limitValue', kind: 'text', syntax: 'value', hint: true }),
    field(
      {
        ...unit,
        read(element) {
          const written = unit.read(element);
          return written && (STANDARD.get(written) ?? written);
        },
      },
      { id: 'limitUnit', kind: 'choice', options: (element) => withWritten(UNITS, unit.read(element)) },
    ),
    field(place('startDayCounts'), {
      id: 'startDayCounts',
      kind: 'choice',
      options: choices('first', ['true', 'false']),
    }),
    field(place('endOfDay'), { id: 'endOfDay', kind: 'choice', options: choices('end', ['midnight', 'closing']) }),
    field(place('lastDay'), { id: 'lastDay', kind: 'choice', options: choices('last', ['next-working-day', 'as-is']) }),
  ];
}

/** On what it rests, and by whose calendar it is counted. */
export function groundFields(place: PlaceOf): Field[] {
  return [
    textAt(place, 'basis'),
    textAt(place, 'basisEn'),
    field(place('department'), { id: 'limitDepartment', kind: 'text', syntax: 'value', hint: true }),
  ];
}

/** The fields of one limit of a task or a case, wherever it is written. */
const fieldsOf = (place: PlaceOf): Field[] => [
  ...countFields(place),
  ...['pausableBy', 'extension', 'extensions', 'yellowFrom', 'yellowDays'].map((name) => textAt(place, name)),
  ...groundFields(place),
];

/** How long a user task may take, and how urgent it is. */
export const limit: FieldGroup = {
  id: 'limit',
  appliesTo: (element) => isAny(element, ['bpmn:UserTask']),
  fields: [
    ...fieldsOf((name) => extensionAttribute('tb:Limit', name)),
    field(extensionAttribute('tb:Limit', 'floor'), { id: 'floor', kind: 'text', hint: true }),
    field(attribute('tb:priority'), { id: 'priority', kind: 'text', syntax: 'value', hint: true }),
  ],
};

/** The process of a pool, or the element itself. */
const holderOf = (element: ModdleElement): ModdleElement => processOf(element) ?? element;

/** Limits of a case, a stage or a special procedure: one for each clock. */
export const limits: ListGroup = {
  id: 'limits',
  tags: ['tb:limit'],
  appliesTo: (element) => processOf(element) !== undefined || isAny(element, ['bpmn:SubProcess', 'bpmn:CallActivity']),
  items: (element) => extensionsOf(holderOf(element)).filter(({ $type }) => $type === 'tb:Limit'),
  add: (element, create) => [addExtension(holderOf(element), create('tb:Limit'), create)],
  remove: (element, item) => [removeExtension(holderOf(element), item)],
  fields: [
    field(attribute('clock'), { id: 'limitClock', kind: 'choice', options: choices('clock', CLOCKS) }),
    ...fieldsOf(attribute),
    field(attribute('startsAfter'), { id: 'startsAfter', kind: 'text', hint: true }),
    field(attribute('stopsAfter'), { id: 'stopsAfter', kind: 'text', hint: true }),
    field(attribute('settledAfter'), { id: 'settledAfter', kind: 'text', hint: true }),
    field(attribute('countsFrom'), { id: 'countsFrom', kind: 'text', syntax: 'value', hint: true }),
  ],
};

/** What is written stays to be seen, also where it is none of the choices. */
const withWritten = (options: readonly Option[], written: string | undefined): readonly Option[] =>
  written === undefined || STANDARD.has(written) || options.some(({ value }) => value === written)
    ? options
    : [...options, { value: written, label: written }];
