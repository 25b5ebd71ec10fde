/** Which version of something that is named by its key: a process, or a decision. */
import type { ModdleElement } from '../../engine/model/moddle.ts';
import { type Field, field } from './field.ts';
import { attributeText, change } from './moddle.ts';
import { attribute, wholeNumber } from './places.ts';

const BINDINGS = ['latest', 'deployment', 'version', 'versionTag'];

const bindingOf = (element: ModdleElement): string => attributeText(element, 'tb:binding') ?? 'latest';

/** What is said for another binding has no effect, so it goes. */
const binding = field(
  {
    at: 'tb:binding',
    read: bindingOf,
    write: (element, value = 'latest') => [
      change(element, {
        'tb:binding': value === 'latest' ? undefined : value,
        ...(value === 'version' ? {} : { 'tb:version': undefined }),
        ...(value === 'versionTag' ? {} : { 'tb:versionTag': undefined }),
      }),
    ],
  },
  {
    id: 'binding',
    kind: 'choice',
    options: () => BINDINGS.map((value) => ({ value, label: `binding-${value}`, fixed: true })),
  },
);

/** The binding, and the version or tag it takes. */
export const BINDING_FIELDS: readonly Field[] = [
  binding,
  field(wholeNumber('tb:version'), {
    id: 'calledVersion',
    kind: 'text',
    shown: (element) => bindingOf(element) === 'version',
    refuses: (value) => (/^[1-9]\d*$/.test(value) ? undefined : 'wholeNumber'),
  }),
  field(attribute('tb:versionTag'), {
    id: 'calledVersionTag',
    kind: 'text',
    shown: (element) => bindingOf(element) === 'versionTag',
  }),
];
