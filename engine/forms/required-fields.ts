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

/** Labels of the fields by path, in Chinese and English where the form has them. */
export function fieldLabels(schema: unknown): ReadonlyMap<string, { readonly zh: string; readonly en: string }> {
  return new Map(isJson(schema) ? labelsIn(schema, [], 0) : []);
}

type Labelled = readonly [string, { readonly zh: string; readonly en: string }];

function labelsIn(parent: Json, path: readonly string[], depth: number): Labelled[] {
  if (depth > MAX_DEPTH) return [];
  return listAt(parent, 'components').flatMap((component): Labelled[] => {
    if (!isJson(component)) return [];
    const below = textAt(component, 'path');
    const key = textAt(component, 'key');
    const label = textAt(component, 'label');
    const own: Labelled[] =
      key !== undefined && label !== undefined
        ? [[[...path, key].join('.'), { zh: label, en: textAt(jsonAt(component, 'properties'), 'labelEn') ?? label }]]
        : [];
    return [...own, ...labelsIn(component, below === undefined ? path : [...path, below], depth + 1)];
  });
}
