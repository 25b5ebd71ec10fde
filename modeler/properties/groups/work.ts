import { oneOf } from '../../../engine/model/moddle.ts';
import { durationMs } from '../../../engine/model/time/duration-ms.ts';
import { type FieldGroup, field, isAny } from '../field.ts';
import { attribute } from '../places.ts';

/** Work that somebody outside does: a department's adapter or worker that serves the topic. */
export const work: FieldGroup = {
  id: 'work',
  appliesTo: (element) =>
    isAny(element, ['bpmn:ServiceTask', 'bpmn:BusinessRuleTask']) ||
    (isAny(element, ['bpmn:SendTask']) && !oneOf(element, 'messageRef')),
  fields: [
    field(attribute('tb:topic'), { id: 'topic', kind: 'text', syntax: 'value', hint: true }),
    field(attribute('tb:retry'), { id: 'retry', kind: 'text', hint: true, refuses: refusesRetry }),
    field(attribute('tb:priority'), { id: 'workPriority', kind: 'text', syntax: 'value', hint: true }),
    field(attribute('tb:purpose'), { id: 'purpose', kind: 'text', hint: true }),
    field(attribute('tb:purposeEn'), { id: 'purposeEn', kind: 'text', hint: true }),
    field(attribute('tb:giveUp'), { id: 'giveUp', kind: 'text', hint: true }),
    field(attribute('tb:manualPath'), { id: 'manualPath', kind: 'text', hint: true }),
  ],
};

function refusesRetry(value: string): string | undefined {
  const [, pause] = /^R\d+\/(.+)$/.exec(value) ?? [];
  return pause !== undefined && durationMs(pause) !== null ? undefined : 'retry';
}
