import { extensionsOf, type ModdleElement, oneOf } from '../../../engine/model/moddle.ts';
import { isCycle } from '../../../engine/model/time/cycle.ts';
import { isDateTime } from '../../../engine/model/time/date-time.ts';
import { isDuration } from '../../../engine/model/time/duration.ts';
import { type Field, type FieldGroup, field, type Place } from '../field.ts';
import {
  addExtension,
  bodyIn,
  type Change,
  type Create,
  change,
  eventDefinition,
  removeExtension,
  under,
} from '../moddle.ts';
import { extensionAttribute, within } from '../places.ts';
import { besideClocks, countFields, groundFields } from './limit.ts';

const KINDS = {
  timeDate: { label: 'timerDate', valid: isDateTime },
  timeDuration: { label: 'timerDuration', valid: isDuration },
  timeCycle: { label: 'timerCycle', valid: isCycle },
} as const;
type TimerKind = keyof typeof KINDS;
const NAMES = Object.keys(KINDS) as TimerKind[];

const timerOf = (element: ModdleElement): ModdleElement | undefined =>
  eventDefinition(element, 'bpmn:TimerEventDefinition');

const limitOf = (timer: ModdleElement): ModdleElement | undefined =>
  extensionsOf(timer).find(({ $type }) => $type === 'tb:Limit');

/** A timer that says nothing yet waits for a while. */
const kindOf = (timer: ModdleElement): TimerKind => NAMES.find((name) => oneOf(timer, name) !== null) ?? 'timeDuration';

const WITHOUT_TIME = Object.fromEntries(NAMES.map((name) => [name, undefined]));

function settle(timer: ModdleElement, { kind, value }: { kind: TimerKind; value?: string }, create: Create): Change[] {
  const body = under(timer, create('bpmn:FormalExpression', { body: value }));
  const limit = limitOf(timer);
  return [change(timer, { ...WITHOUT_TIME, [kind]: body }), ...(limit ? [removeExtension(timer, limit)] : [])];
}

/** Working days are what a limit is for, so they are where it begins. */
function count(timer: ModdleElement, create: Create): Change[] {
  if (limitOf(timer)) return [];
  return [change(timer, WITHOUT_TIME), addExtension(timer, create('tb:Limit', { unit: 'workingDay' }), create)];
}

const kindPlace: Place = {
  read: (timer) => (limitOf(timer) ? 'limit' : kindOf(timer)),
  write: (timer, value, create) => {
    if (value === 'limit') return count(timer, create);
    const kind = NAMES.find((name) => name === value) ?? 'timeDuration';
    return settle(timer, { kind, value: bodyIn(timer, kindOf(timer)) }, create);
  },
};

const valuePlace: Place = {
  read: (timer) => bodyIn(timer, kindOf(timer)),
  write: (timer, value, create) => settle(timer, { kind: kindOf(timer), value }, create),
};

const counts = (element: ModdleElement): boolean => {
  const definition = timerOf(element);
  return definition !== undefined && limitOf(definition) !== undefined;
};

const limitPlace = (name: string): Place => within(timerOf, extensionAttribute('tb:Limit', name));

/** Shown where the timer counts by a calendar. */
const whereCounted = (fields: readonly Field[]): Field[] => fields.map((one) => ({ ...one, shown: counts }));

/** When a timer fires. */
export const timer: FieldGroup = {
  id: 'timer',
  appliesTo: (element) => timerOf(element) !== undefined,
  fields: [
    field(within(timerOf, kindPlace), {
      id: 'timerKind',
      kind: 'choice',
      options: () => [
        ...NAMES.map((value) => ({ value, label: KINDS[value].label, fixed: true })),
        { value: 'limit', label: 'timerLimit', fixed: true },
      ],
    }),
    field(within(timerOf, valuePlace), {
      id: 'timerValue',
      kind: 'text',
      syntax: 'value',
      hint: true,
      shown: (element) => !counts(element),
      refuses: (value, element) => {
        const definition = timerOf(element);
        const kind = KINDS[definition ? kindOf(definition) : 'timeDuration'];
        return value.startsWith('=') || kind.valid(value) ? undefined : kind.label;
      },
    }),
    ...whereCounted([
      ...countFields(limitPlace),
      field(limitPlace('used'), { id: 'limitUsed', kind: 'text', hint: true }),
      field(limitPlace('clock'), { id: 'limitBeside', kind: 'choice', options: besideClocks }),
      ...groundFields(limitPlace),
    ]),
  ],
};
