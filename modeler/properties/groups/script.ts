import { languageOf, scriptFormatOf } from '../../../engine/model/compile/script.ts';
import type { ModdleElement } from '../../../engine/model/moddle.ts';
import { type Field, type FieldGroup, field, isAny, type Option, type Place } from '../field.ts';
import { attribute } from '../places.ts';

const LANGUAGES: readonly Option[] = ['feel', 'javascript'].map((value) => ({
  value,
  label: `script-${value}`,
  fixed: true,
}));

const format = attribute('scriptFormat');

/** However it is written; FEEL is what a script is written in when nothing is said. */
const language: Place = {
  read: (element) => languageOf(element) ?? scriptFormatOf(element) ?? undefined,
  write: (element, value, create) => format.write(element, value === 'feel' ? undefined : value, create),
};

/** A language that cannot be run stays to be seen. */
const withWritten = (element: ModdleElement): readonly Option[] => {
  const written = language.read(element) ?? 'feel';
  return languageOf(element) === null ? [...LANGUAGES, { value: written, label: written }] : LANGUAGES;
};

const text = (id: string, of: string): Field =>
  field(attribute('script'), {
    id,
    kind: 'lines',
    hint: true,
    ...(of === 'feel' && { syntax: 'feel' }),
    shown: (element) => (languageOf(element) === 'feel') === (of === 'feel'),
  });

export const script: FieldGroup = {
  id: 'script',
  appliesTo: (element) => isAny(element, ['bpmn:ScriptTask']),
  fields: [
    field(language, { id: 'scriptFormat', kind: 'choice', options: withWritten }),
    text('script', 'feel'),
    text('javaScript', 'javascript'),
    field(attribute('tb:resultVariable'), { id: 'resultVariable', kind: 'text', hint: true }),
  ],
};
