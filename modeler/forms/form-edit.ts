/** A form (form-js JSON) as it is edited: every change answers a new form, and what the editor has no control for stays as it was. */
import type { Language } from '../../engine/errors.ts';

type Json = Readonly<Record<string, unknown>>;

export interface FormSchema extends Json {
  readonly id: string;
  readonly components: readonly FormField[];
}

export interface FormField extends Json {
  readonly id: string;
  readonly type: string;
}

/** What can be added; other kinds are kept, shown and moved. */
export const FIELD_TYPES = [
  'textfield',
  'textarea',
  'number',
  'checkbox',
  'select',
  'radio',
  'checklist',
  'datetime',
  'filepicker',
  'text',
  'group',
] as const;
export type FieldType = (typeof FIELD_TYPES)[number];

const WITHOUT_KEY = new Set(['text', 'group', 'html', 'separator', 'spacer', 'image', 'button']);
const WITH_OPTIONS = new Set(['select', 'radio', 'checklist', 'taglist']);

export const hasKey = ({ type }: FormField): boolean => !WITHOUT_KEY.has(type);
export const hasOptions = ({ type }: FormField): boolean => WITH_OPTIONS.has(type);

/** What a reader knows a field by: `#` and the like of a text are for its look. */
export function titleIn({ label, text, key, type, properties }: FormField, language: Language): string {
  const said = (properties ?? {}) as Json;
  const english = language === 'en' ? (said.labelEn ?? said.textEn) : undefined;
  return String(english ?? label ?? text ?? key ?? type).replace(/^[#*\s]+/, '');
}

export const newForm = (id: string): FormSchema => ({ type: 'default', id, schemaVersion: 18, components: [] });

/** Null where it is no form. */
export function readForm(text: string): FormSchema | null {
  try {
    const form = JSON.parse(text) as Partial<FormSchema> | null;
    return form && typeof form.id === 'string' && areFields(form.components, 0) ? (form as FormSchema) : null;
  } catch {
    return null; // No JSON is no form.
  }
}

const MAX_DEPTH = 30;

/** A list of fields, whose groups and lists hold such lists again. */
const areFields = (found: unknown, depth: number): boolean =>
  Array.isArray(found) && depth <= MAX_DEPTH && found.every((one) => isField(one, depth));

function isField(found: unknown, depth: number): boolean {
  if (typeof found !== 'object' || found === null) return false;
  const { type, components } = found as Partial<FormField>;
  return typeof type === 'string' && (components === undefined || areFields(components, depth + 1));
}

export const formText = (form: FormSchema): string => `${JSON.stringify(form, null, 2)}\n`;

/** Of the fields themselves, with those inside groups and lists, each with how deep it lies. */
export function fieldsWithin(form: FormSchema): readonly { readonly field: FormField; readonly depth: number }[] {
  const inside = (fields: readonly FormField[], depth: number): { field: FormField; depth: number }[] =>
    fields.flatMap((field) => [{ field, depth }, ...inside(partsOf(field), depth + 1)]);
  return inside(form.components, 0);
}

const partsOf = (holder: Json): readonly FormField[] =>
  Array.isArray(holder.components) ? (holder.components as readonly FormField[]) : [];

/** A field of its own name, after the one that is chosen; inside a group that is chosen. */
export function addField(
  form: FormSchema,
  type: FieldType,
  options: { readonly label: string; readonly after?: string },
): { form: FormSchema; id: string } {
  const id = freshName(form, 'Field');
  const field: FormField = {
    id,
    type,
    ...(type === 'text' ? { text: options.label } : { label: options.label }),
    ...(WITHOUT_KEY.has(type) ? {} : { key: freshName(form, 'field'), properties: { level: '1' } }),
    ...(WITH_OPTIONS.has(type) && { values: [{ label: options.label, value: 'a' }] }),
    ...(type === 'datetime' && { subtype: 'date', dateLabel: options.label }),
    ...(type === 'group' && { showOutline: true, components: [] }),
  };
  const { after } = options;
  if (after === undefined) return { form: { ...form, components: [...form.components, field] }, id };
  const into = (fields: readonly FormField[]): FormField[] =>
    fields.flatMap((one) => {
      if (one.id !== after) return [deeper(one, into)];
      return one.type === 'group' ? [{ ...one, components: [...partsOf(one), field] }] : [one, field];
    });
  return { form: { ...form, components: into(form.components) }, id };
}

const deeper = (field: FormField, into: (fields: readonly FormField[]) => readonly FormField[]): FormField =>
  Array.isArray(field.components) ? { ...field, components: into(partsOf(field)) } : field;

/** `undefined` takes the property away. */
export function changeField(form: FormSchema, id: string, change: Json): FormSchema {
  const into = (fields: readonly FormField[]): FormField[] =>
    fields.map((field) => (field.id === id ? (without({ ...field, ...change }) as FormField) : deeper(field, into)));
  return { ...form, components: into(form.components) };
}

/** As above, in an object inside the field: `validate`, `properties`. */
export function changeWithin(
  form: FormSchema,
  id: string,
  { part, change }: { part: string; change: Json },
): FormSchema {
  const field = fieldsWithin(form).find((one) => one.field.id === id)?.field;
  const merged = without({ ...((field?.[part] ?? {}) as Json), ...change });
  return changeField(form, id, { [part]: Object.keys(merged).length > 0 ? merged : undefined });
}

export function removeField(form: FormSchema, id: string): FormSchema {
  const into = (fields: readonly FormField[]): FormField[] =>
    fields.flatMap((field) => (field.id === id ? [] : [deeper(field, into)]));
  return { ...form, components: into(form.components) };
}

/** One place up or down among its neighbours. */
export function moveField(form: FormSchema, id: string, by: 1 | -1): FormSchema {
  const into = (fields: readonly FormField[]): readonly FormField[] => {
    const from = fields.findIndex((field) => field.id === id);
    const to = from + by;
    if (from < 0) return fields.map((field) => deeper(field, into));
    if (to < 0 || to >= fields.length) return fields;
    const moved = [...fields];
    moved.splice(to, 0, ...moved.splice(from, 1));
    return moved;
  };
  return { ...form, components: into(form.components) };
}

/** One option a line: `value = label`, or the value alone. */
export const optionsText = (field: FormField): string =>
  ((field.values ?? []) as readonly { value: unknown; label?: string }[])
    .map(({ value, label }) => (label === undefined || label === String(value) ? String(value) : `${value} = ${label}`))
    .join('\n');

/** Options that keep what else they say, such as their names in English. */
export function optionsOf(text: string, before: FormField): readonly Json[] {
  const known = new Map(((before.values ?? []) as readonly Json[]).map((option) => [String(option.value), option]));
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => {
      const [, value = line, label = value] = /^(.*?)\s*=\s*(.*)$/.exec(line) ?? [];
      return { ...known.get(value), label, value: known.get(value)?.value ?? value };
    });
}

function freshName(form: FormSchema, stem: string): string {
  const taken = new Set(fieldsWithin(form).flatMap(({ field }) => [field.id, String(field.key ?? '')]));
  let n = 1;
  while (taken.has(`${stem}_${n}`)) n += 1;
  return `${stem}_${n}`;
}

const without = (json: Json): Json =>
  Object.fromEntries(Object.entries(json).filter(([, value]) => value !== undefined));
