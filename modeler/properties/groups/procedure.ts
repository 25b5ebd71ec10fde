/** What procedure by law rests on: who decides, when it is accepted, and what the item admits. */
import { ISSUES } from '../../../engine/model/graph.ts';
import { extensionsOf, type ModdleElement } from '../../../engine/model/moddle.ts';
import { type FieldGroup, field, isAny, type ListGroup, type Place } from '../field.ts';
import { addExtension, attributeText, processOf, removeExtension } from '../moddle.ts';
import { attribute, extensionAttribute, saying, tagOf, textFlag, within } from '../places.ts';
import { operation, PROCEDURE_OPERATIONS } from './operations.ts';

/** At activities and flows; there is one stage so far. */
const accepted: Place = {
  at: 'tb:milestone',
  read: (element) => (attribute('tb:milestone').read(element) === 'accepted' ? 'true' : undefined),
  write: (element, value, create) =>
    attribute('tb:milestone').write(element, value === 'true' ? 'accepted' : undefined, create),
};

export const milestone: FieldGroup = {
  id: 'milestone',
  appliesTo: (element) => isAny(element, ['bpmn:Activity', 'bpmn:SequenceFlow']),
  fields: [field(accepted, { id: 'milestoneAccepted', kind: 'flag', hint: true })],
};

/** Whose time it is while a token waits. */
export const waiting: FieldGroup = {
  id: 'waiting',
  appliesTo: (element) => isAny(element, ['bpmn:Activity', 'bpmn:EventBasedGateway', 'bpmn:IntermediateCatchEvent']),
  fields: [field(saying('tb:waitsFor', 'applicant'), { id: 'waitsForApplicant', kind: 'flag', hint: true })],
};

const WITHDRAWS = ['', 'request', 'case'].map((value) => ({
  value,
  label: `withdraws-${value || 'default'}`,
  fixed: true,
}));

/** The start event of an event sub-process of the process itself: what a withdrawal of the application starts. */
export const withdrawing: FieldGroup = {
  id: 'withdrawing',
  appliesTo: (element) =>
    isAny(element, ['bpmn:StartEvent']) &&
    element.$parent?.get('triggeredByEvent') === true &&
    isAny(element.$parent.$parent ?? element, ['bpmn:Process']),
  fields: [field(attribute('tb:withdraws'), { id: 'withdraws', kind: 'choice', options: () => WITHDRAWS, hint: true })],
};

const ISSUED = ['', ...ISSUES].map((value) => ({ value, label: `issues-${value || 'default'}`, fixed: true }));

/** What the law ties to the task. */
export const procedure: FieldGroup = {
  id: 'procedure',
  appliesTo: (element) => isAny(element, ['bpmn:UserTask']),
  fields: [
    field(attribute('tb:deciders'), { id: 'deciders', kind: 'text', hint: true, suggest: 'groups' }),
    field(attribute('tb:issues'), { id: 'issues', kind: 'choice', options: () => ISSUED, hint: true }),
    field(attribute('tb:issuesWhen'), {
      id: 'issuesWhen',
      kind: 'text',
      syntax: 'value',
      hint: true,
      shown: (element) => attributeText(element, 'tb:issues') !== undefined,
    }),
    field(attribute('tb:issuesBasis'), {
      id: 'issuesBasis',
      kind: 'text',
      syntax: 'value',
      hint: true,
      shown: (element) => attributeText(element, 'tb:issues') === 'grant',
    }),
    ...PROCEDURE_OPERATIONS.map(operation),
  ],
};

const isProcess = (element: ModdleElement): boolean => processOf(element) !== undefined;
const conductOf = (name: string): Place => within(processOf, extensionAttribute('tb:Conduct', name));
const isDays = (value: string): string | undefined =>
  /^[1-9]\d{0,3}$/.test(value) && Number(value) <= 3_650 ? undefined : 'days';
const days = (name: string) => field(conductOf(name), { id: name, kind: 'text', hint: true, refuses: isDays });
const UNDELIVERED = ['', 'withdrawn', 'terminated'].map((value) => ({
  value,
  label: `undelivered-${value || 'default'}`,
  fixed: true,
}));

const CANCEL = ['', 'alone', 'confirmed'].map((value) => ({
  value,
  label: `cancel-${value || 'default'}`,
  fixed: true,
}));

export const conduct: FieldGroup = {
  id: 'conduct',
  appliesTo: isProcess,
  fields: [
    field(conductOf('leads'), { id: 'leads', kind: 'text', hint: true, suggest: 'groups' }),
    field(conductOf('organHeads'), { id: 'organHeads', kind: 'text', hint: true, suggest: 'groups' }),
    field(conductOf('organ'), { id: 'organ', kind: 'text', hint: true }),
    field(conductOf('organEn'), { id: 'organEn', kind: 'text' }),
    days('correctionDays'),
    days('toleranceDays'),
    field(conductOf('undelivered'), { id: 'undelivered', kind: 'choice', options: () => UNDELIVERED }),
    field(conductOf('cancel'), { id: 'cancel', kind: 'choice', options: () => CANCEL }),
    field(conductOf('excludes'), { id: 'excludes', kind: 'text', syntax: 'feel', hint: true }),
    days('extensionCap'),
    days('suspensionMax'),
  ],
};

/** Lists that stand in the process, whatever of it is selected. */
function listOf(id: string, type: string, fields: ListGroup['fields']): ListGroup {
  const processAt = (element: ModdleElement): ModdleElement => processOf(element) ?? element;
  return {
    id,
    tags: [tagOf(type)],
    appliesTo: isProcess,
    items: (element) => extensionsOf(processAt(element)).filter(({ $type }) => $type === type),
    add: (element, create) => [addExtension(processAt(element), create(type), create)],
    remove: (element, item) => [removeExtension(processAt(element), item)],
    fields,
  };
}

const names = [
  field(attribute('name'), { id: 'entryName', kind: 'text' }),
  field(attribute('nameEn'), { id: 'entryNameEn', kind: 'text', hint: true }),
] as const;
const coded = [field(attribute('code'), { id: 'entryCode', kind: 'text' }), ...names] as const;

export const materials = listOf('materials', 'tb:Material', [
  ...coded,
  field(textFlag('tolerated'), { id: 'tolerated', kind: 'flag' }),
  field(attribute('held'), { id: 'materialHeld', kind: 'text', syntax: 'feel', hint: true }),
]);

export const specialProcedures = listOf('specialProcedures', 'tb:SpecialProcedure', [
  field(attribute('kind'), { id: 'entryKind', kind: 'text', hint: true }),
  ...names,
]);

export const suspensionReasons = listOf('suspensionReasons', 'tb:SuspensionReason', [
  ...coded,
  field(attribute('basis'), { id: 'legalBasis', kind: 'text', hint: true }),
  field(attribute('basisEn'), { id: 'basisEn', kind: 'text', hint: true }),
]);
