/** What a form requires, with the entry of the data catalogue each field says it could come from (`properties.source`). */
import { isJson, type Json, jsonAt, listAt, textAt } from './component.ts';
import { FIELD_SCHEMAS } from './field-schemas.ts';

export interface RequiredField {
  /** Path of the variable. */
  readonly field: string;
  /** `<code>` or `<code>#<item>`; null where the field names none. */
  readonly source: string | null;
}

const MAX_DEPTH = 20;

export function requiredFields(schema: unknown): RequiredField[] {
  return isJson(schema) ? inside(schema, [], 0) : [];
}

function inside(parent: Json, path: readonly string[], depth: number): RequiredField[] {
  if (depth > MAX_DEPTH) return [];
  return listAt(parent, 'components').flatMap((component): RequiredField[] => {
    if (!isJson(component)) return [];
    const below = textAt(component, 'path');
    const type = textAt(component, 'type') ?? '';
    if (!FIELD_SCHEMAS.has(type)) return inside(component, below === undefined ? path : [...path, below], depth + 1);
    const key = textAt(component, 'key');
    if (key === undefined || jsonAt(component, 'validate').required !== true) return [];
    return [{ field: [...path, key].join('.'), source: textAt(jsonAt(component, 'properties'), 'source') ?? null }];
  });
}

/** What the options of a field are where its `valuesKey` says that they come from the directory. */
export const DIRECTORY_KINDS = ['people', 'departments'] as const;
type DirectoryKind = (typeof DIRECTORY_KINDS)[number];
const DIRECTORIES: Readonly<Record<string, DirectoryKind>> = {
  directoryPeople: 'people',
  directoryDepartments: 'departments',
};

export interface FieldWords {
  readonly zh: string;
  readonly en: string;
  /** Its value is ids of attachments. */
  readonly files: boolean;
  /** Its value is ids of people or of departments; null where it is not. */
  readonly directory: DirectoryKind | null;
  /** What stands for the values of a choice. */
  readonly choices: readonly { readonly value: string; readonly zh: string; readonly en: string }[];
}

/** Labels of the fields, and of the lists and groups around them, by path, in Chinese and English where the form has them. */
export function fieldLabels(schema: unknown): ReadonlyMap<string, FieldWords> {
  return new Map(isJson(schema) ? labelsIn(schema, [], 0) : []);
}

function labelsIn(parent: Json, path: readonly string[], depth: number): (readonly [string, FieldWords])[] {
  if (depth > MAX_DEPTH) return [];
  return listAt(parent, 'components').flatMap((component) => {
    if (!isJson(component)) return [];
    const below = textAt(component, 'path');
    const name = textAt(component, 'key') ?? below;
    // A field of a day has its label by another name.
    const zh = textAt(component, 'label') ?? textAt(component, 'dateLabel');
    const en = textAt(jsonAt(component, 'properties'), 'labelEn') ?? zh;
    const own: (readonly [string, FieldWords])[] =
      name !== undefined && zh !== undefined && en !== undefined
        ? [[[...path, name].join('.'), { zh, en, ...kindOf(component) }]]
        : [];
    return [...own, ...labelsIn(component, below === undefined ? path : [...path, below], depth + 1)];
  });
}

const kindOf = (component: Json): Pick<FieldWords, 'files' | 'directory' | 'choices'> => ({
  files: textAt(component, 'type') === 'filepicker',
  directory: DIRECTORIES[textAt(component, 'valuesKey') ?? ''] ?? null,
  choices: choicesOf(component),
});

function choicesOf(component: Json): FieldWords['choices'] {
  return listAt(component, 'values').flatMap((choice) => {
    const zh = isJson(choice) ? textAt(choice, 'label') : undefined;
    if (!isJson(choice) || zh === undefined) return [];
    return [{ value: String(choice.value), zh, en: textAt(choice, 'labelEn') ?? zh }];
  });
}
