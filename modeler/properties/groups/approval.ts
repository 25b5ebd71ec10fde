import { type FieldGroup, field, isAny, type Option } from '../field.ts';
import { extensionAttribute } from '../places.ts';

const approvalOf = (name: string) => extensionAttribute('tb:Approval', name);

const choices = (name: string, values: readonly string[]): (() => readonly Option[]) => {
  const options = ['', ...values].map((value) => ({
    value,
    label: value === '' ? 'approvalDefault' : `approval-${name}-${value}`,
    fixed: true,
  }));
  return () => options;
};

const choice = (name: string, id: string, values: readonly string[]) =>
  field(approvalOf(name), { id, kind: 'choice', options: choices(name, values) });

/** How several people decide a user task together; with nothing said here it is one task. */
export const approval: FieldGroup = {
  id: 'approval',
  appliesTo: (element) => isAny(element, ['bpmn:UserTask']),
  fields: [
    choice('rule', 'approvalRule', ['all', 'any', 'ratio', 'weighted', 'lead']),
    choice('order', 'approvalOrder', ['parallel', 'sequence']),
    field(approvalOf('share'), { id: 'approvalShare', kind: 'text', hint: true }),
    choice('base', 'approvalBase', ['all', 'voted']),
    field(approvalOf('quorum'), { id: 'approvalQuorum', kind: 'text', hint: true }),
    choice('against', 'approvalAgainst', ['now', 'wait', 'coordinator']),
    field(approvalOf('coordinator'), { id: 'approvalCoordinator', kind: 'text', syntax: 'value', hint: true }),
    choice('abstain', 'approvalAbstain', ['counts', 'left-out']),
    field(approvalOf('veto'), { id: 'approvalVeto', kind: 'text', syntax: 'value', hint: true }),
    field(approvalOf('weights'), { id: 'approvalWeights', kind: 'text', syntax: 'value', hint: true }),
    choice('removal', 'approvalRemoval', ['keeps', 'renormalises']),
    field(approvalOf('layered'), { id: 'approvalLayered', kind: 'text', syntax: 'value', hint: true }),
  ],
};
