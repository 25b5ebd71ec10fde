import { isElement } from '../../../engine/model/moddle.ts';
import { walk } from '../../../engine/model/walk.ts';
import { type FieldGroup, field, isAny } from '../field.ts';
import { definitionsOf } from '../moddle.ts';
import { attribute } from '../places.ts';

/** XML names; letters of every language are letters. */
const ID = /^[\p{L}_][\p{L}\p{N}._-]*$/u;

/** Why an id cannot be taken: not an XML name, or taken. */
export function refusesId(value: string, element: Parameters<typeof definitionsOf>[0]): string | undefined {
  if (!ID.test(value)) return 'idForm';
  for (const other of walk(definitionsOf(element))) {
    if (isElement(other) && other !== element && other.id === value) return 'idTaken';
  }
  return undefined;
}

/** What every element has. A process is named in its own group. */
export const general: FieldGroup = {
  id: 'general',
  appliesTo: (element) => !isAny(element, ['bpmn:Process']),
  fields: [
    field(attribute('name'), {
      id: 'name',
      kind: 'lines',
      shown: (element) =>
        (element.$descriptor.properties ?? []).some(({ name }) => name.replace(/^bpmn:/, '') === 'name'),
    }),
    field(attribute('tb:nameEn'), {
      id: 'nameEn',
      kind: 'text',
      hint: true,
      shown: (element) => (element.$descriptor.properties ?? []).some(({ ns }) => ns.name === 'tb:nameEn'),
    }),
    field(attribute('id'), { id: 'id', kind: 'text', refuses: refusesId }),
  ],
};
