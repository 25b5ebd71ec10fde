import { type FieldGroup, field, isAny, type Option } from '../field.ts';
import { attribute, extensionAttribute } from '../places.ts';

const UNITS: readonly Option[] = ['', 'minute', 'hour', 'day', 'month'].map((value) => ({
  value,
  label: value === '' ? 'unitNone' : value,
  fixed: true,
}));

/** Chinese names of the units mean the same; the choice shows one of each. */
const STANDARD = new Map([
  ['分钟', 'minute'],
  ['小时', 'hour'],
  ['自然日', 'day'],
  ['月', 'month'],
]);

const unit = extensionAttribute('tb:Limit', 'unit');

/** How long a user task may take, and how urgent it is. */
export const limit: FieldGroup = {
  id: 'limit',
  appliesTo: (element) => isAny(element, ['bpmn:UserTask']),
  fields: [
    field(extensionAttribute('tb:Limit', 'value'), { id: 'limitValue', kind: 'text', syntax: 'value', hint: true }),
    field(
      {
        read(element) {
          const written = unit.read(element);
          return written && (STANDARD.get(written) ?? written);
        },
        write: unit.write,
      },
      { id: 'limitUnit', kind: 'choice', options: (element) => withWritten(UNITS, unit.read(element)) },
    ),
    field(attribute('tb:priority'), { id: 'priority', kind: 'text', syntax: 'value', hint: true }),
  ],
};

/** What is written stays to be seen, also where it is none of the choices. */
const withWritten = (options: readonly Option[], written: string | undefined): readonly Option[] =>
  written === undefined || STANDARD.has(written) || options.some(({ value }) => value === written)
    ? options
    : [...options, { value: written, label: written }];
