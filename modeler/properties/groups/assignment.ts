import { type FieldGroup, field, isAny } from '../field.ts';
import { attribute, extensionAttribute } from '../places.ts';

const assignmentOf = (name: string) => extensionAttribute('tb:Assignment', name);

/** Who does a user task, or the tasks of a lane that do not say it themselves. */
export const assignment: FieldGroup = {
  id: 'assignment',
  appliesTo: (element) => isAny(element, ['bpmn:UserTask', 'bpmn:Lane']),
  fields: [
    field(assignmentOf('assignee'), { id: 'assignee', kind: 'text', syntax: 'value', hint: true, suggest: 'users' }),
    field(assignmentOf('groups'), { id: 'groups', kind: 'text', syntax: 'value', hint: true, suggest: 'groups' }),
    field(assignmentOf('users'), { id: 'users', kind: 'text', syntax: 'value', hint: true, suggest: 'users' }),
    field(attribute('tb:department'), { id: 'department', kind: 'text', syntax: 'value' }),
  ],
};
