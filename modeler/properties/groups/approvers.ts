import {
  APPROVER_RULES,
  DECIDES,
  EMPTY_POLICIES,
  REPEAT_POLICIES,
  SELF_POLICIES,
} from '../../../engine/model/approver-words.ts';
import { type Field, type FieldGroup, field, isAny, type Option, type Place } from '../field.ts';
import { attribute, extensionAttribute, saying } from '../places.ts';

const of = (name: string): Place => extensionAttribute('tb:Assignment', name);

const among = (name: string, values: readonly string[]): (() => readonly Option[]) => {
  const options = ['', ...values].map((value) => ({
    value,
    label: value === '' ? 'approvalDefault' : `${name}-${value}`,
    fixed: true,
  }));
  return () => options;
};

const choice = (id: string, place: Place, values: readonly string[]): Field =>
  field(place, { id, kind: 'choice', options: among(id, values) });

const value = (id: string, name: string): Field => field(of(name), { id, kind: 'text', syntax: 'value', hint: true });

/** A setting that only some of the rules read; what is written stays to be seen. */
function onlyWith(rules: readonly string[], one: Field): Field {
  const rule = of('rule');
  return {
    ...one,
    shown: (element) => rules.includes(rule.read(element) ?? '') || one.read(element) !== undefined,
  };
}

const CHOSEN = ['chosen-at-start', 'chosen-before', 'chosen-in-form'];
const empty = of('empty');
const decides = attribute('tb:decides');
const decidedWhen = attribute('tb:decidedWhen');

/** How people are found besides the lists, what if nobody or the wrong one is, and who may not do it. */
export const approvers: FieldGroup = {
  id: 'approvers',
  appliesTo: (element) => isAny(element, ['bpmn:UserTask']),
  fields: [
    choice('approverRule', of('rule'), APPROVER_RULES),
    value('approverRole', 'role'),
    value('approverPost', 'post'),
    value('approverDepartment', 'department'),
    onlyWith(['superior', 'responsibility'], value('approverLevel', 'level')),
    onlyWith(['handler-of'], field(of('node'), { id: 'approverNode', kind: 'text', hint: true })),
    onlyWith(
      ['form-department-head', ...CHOSEN],
      field(of('variable'), { id: 'approverVariable', kind: 'text', hint: true }),
    ),
    onlyWith(['responsibility'], value('approverMatter', 'matter')),
    onlyWith(['responsibility'], value('approverArea', 'area')),
    onlyWith(['draw'], value('approverNumber', 'number')),
    onlyWith(['draw'], value('approverConflicts', 'conflicts')),
    choice('approverEmpty', empty, EMPTY_POLICIES),
    {
      ...field(of('emptyTo'), { id: 'approverEmptyTo', kind: 'text', syntax: 'value', suggest: 'users' }),
      shown: (element) => empty.read(element) === 'person' || of('emptyTo').read(element) !== undefined,
    },
    choice('approverSelf', of('self'), SELF_POLICIES),
    choice('approverRepeat', of('repeat'), REPEAT_POLICIES),
    choice('decides', decides, DECIDES),
    {
      ...field(decidedWhen, { id: 'decidedWhen', kind: 'text', syntax: 'value', hint: true }),
      shown: (element) => decides.read(element) !== undefined || decidedWhen.read(element) !== undefined,
    },
    field(attribute('tb:separateFrom'), { id: 'separateFrom', kind: 'text', hint: true }),
    field(saying('tb:fourEyes', 'true'), { id: 'fourEyes', kind: 'flag', hint: true }),
    field(saying('tb:delegable', 'false'), { id: 'inPerson', kind: 'flag', hint: true }),
  ],
};
