import type { ModdleElement } from '../../../engine/model/moddle.ts';
import { type Field, type FieldGroup, field, isAny } from '../field.ts';
import { attributeText, change } from '../moddle.ts';
import { saying } from '../places.ts';
import { BACKWARDS } from './backwards.ts';

/** What may be done with a task. What ends a delegation or a suspension is admitted with what begins it, so it is not asked for. */
export const OPERATIONS = [
  'claim',
  'release',
  'complete',
  'reject',
  'return',
  'jump',
  'transfer',
  'delegate',
  'suspend',
  'comment',
  'copy',
  'disagree',
  'abstain',
  'add-signer',
  'retrieve',
] as const;

/** Verbs of procedure by law are admitted only where the model names them; what ends one of them comes with it. */
export const PROCEDURE_OPERATIONS = [
  'correct',
  'request-supplement',
  'decline-acceptance',
  'accept-tolerantly',
  'start-special-procedure',
  'apply-suspension',
  'hand-on',
  'refuse',
  'decide-on-promise',
  'revoke',
  'issue-document',
] as const;

const ATTRIBUTE = 'tb:operations';

/** Without the attribute everything is admitted but the verbs of procedure. */
function admitted(element: ModdleElement): ReadonlySet<string> {
  const written = attributeText(element, ATTRIBUTE);
  return new Set(written === undefined ? OPERATIONS : written.split(/[,，]/).map((verb) => verb.trim()));
}

export const operation = (verb: string): Field =>
  field(
    {
      at: `${verb} of ${ATTRIBUTE}`,
      read: (element) => (admitted(element).has(verb) ? 'true' : undefined),
      write(element, value) {
        const before = admitted(element);
        const after = new Set(before);
        if (value === 'true') after.add(verb);
        else after.delete(verb);
        // An empty list would mean "everything": the last operation stays.
        if (after.size === 0) return [];
        const all = OPERATIONS.every((known) => after.has(known)) && after.size === OPERATIONS.length;
        return [change(element, { [ATTRIBUTE]: all ? undefined : inOrder(after).join(',') })];
      },
    },
    { id: `operation-${verb}`, kind: 'flag', label: `verb.${verb}` },
  );

const inOrder = (verbs: ReadonlySet<string>): string[] => [
  ...OPERATIONS.filter((verb) => verbs.has(verb)),
  ...[...verbs].filter((verb) => !OPERATIONS.some((known) => known === verb)),
];

export const operations: FieldGroup = {
  id: 'operations',
  appliesTo: (element) => isAny(element, ['bpmn:UserTask']),
  fields: [
    ...OPERATIONS.map(operation),
    field(saying('tb:bulk', 'false'), { id: 'oneByOne', kind: 'flag', hint: true }),
    ...BACKWARDS,
  ],
};
