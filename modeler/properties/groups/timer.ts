import { type ModdleElement, oneOf } from '../../../engine/model/moddle.ts';
import { isCycle } from '../../../engine/model/time/cycle.ts';
import { isDateTime } from '../../../engine/model/time/date-time.ts';
import { isDuration } from '../../../engine/model/time/duration.ts';
import { type FieldGroup, field, type Place } from '../field.ts';
import { bodyIn, type Create, change, eventDefinition, under } from '../moddle.ts';
import { within } from '../places.ts';

const KINDS = {
  timeDate: { label: 'timerDate', valid: isDateTime },
  timeDuration: { label: 'timerDuration', valid: isDuration },
  timeCycle: { label: 'timerCycle', valid: isCycle },
} as const;
type TimerKind = keyof typeof KINDS;
const NAMES = Object.keys(KINDS) as TimerKind[];

const timerOf = (element: ModdleElement): ModdleElement | undefined =>
  eventDefinition(element, 'bpmn:TimerEventDefinition');

/** A timer that says nothing yet waits for a while. */
const kindOf = (timer: ModdleElement): TimerKind => NAMES.find((name) => oneOf(timer, name) !== null) ?? 'timeDuration';

function settle(timer: ModdleElement, { kind, value }: { kind: TimerKind; value?: string }, create: Create) {
  const body = under(timer, create('bpmn:FormalExpression', { body: value }));
  const others = Object.fromEntries(NAMES.map((name) => [name, undefined]));
  return [change(timer, { ...others, [kind]: body })];
}

const kindPlace: Place = {
  read: kindOf,
  write: (timer, value, create) => {
    const kind = NAMES.find((name) => name === value) ?? 'timeDuration';
    return settle(timer, { kind, value: bodyIn(timer, kindOf(timer)) }, create);
  },
};

const valuePlace: Place = {
  read: (timer) => bodyIn(timer, kindOf(timer)),
  write: (timer, value, create) => settle(timer, { kind: kindOf(timer), value }, create),
};

/** When a timer fires. */
export const timer: FieldGroup = {
  id: 'timer',
  appliesTo: (element) => timerOf(element) !== undefined,
  fields: [
    field(within(timerOf, kindPlace), {
      id: 'timerKind',
      kind: 'choice',
      options: () => NAMES.map((value) => ({ value, label: KINDS[value].label, fixed: true })),
    }),
    field(within(timerOf, valuePlace), {
      id: 'timerValue',
      kind: 'text',
      syntax: 'value',
      hint: true,
      refuses: (value, element) => {
        const definition = timerOf(element);
        const kind = KINDS[definition ? kindOf(definition) : 'timeDuration'];
        return value.startsWith('=') || kind.valid(value) ? undefined : kind.label;
      },
    }),
  ],
};
