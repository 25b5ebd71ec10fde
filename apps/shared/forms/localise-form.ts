/** Form schemas carry Chinese texts and, in `properties`, their English twins; the viewer shows one of the two. */
import type { Language } from '../language.ts';
import { type DirectoryKind, directoryKindOf } from './directory-fields.ts';

type Json = Readonly<Record<string, unknown>>;

/** Texts of a component that have a twin: `label` ↔ `properties.labelEn`; also choices that are worked out, which name other labels. */
const TEXTS = ['label', 'text', 'description', 'alt', 'placeholder', 'valuesExpression'];
/** Choices carry theirs beside the text. */
const CHOICES = ['values', 'options'];

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The schema in this language; texts without a twin stay as they are. */
export function localiseForm(schema: unknown, language: Language): unknown {
  if (language === 'zh' || !isObject(schema)) return schema;
  return component(schema);
}

function component(source: Json): Json {
  const target: Record<string, unknown> = { ...source };
  const twins = isObject(source.properties) ? source.properties : {};
  for (const text of TEXTS) {
    const twin = twins[`${text}En`];
    if (typeof twin === 'string') target[text] = twin;
  }
  // A field of a day has its label by another name.
  if (source.dateLabel !== undefined && target.label !== undefined) target.dateLabel = target.label;
  for (const list of CHOICES) {
    const choices = source[list];
    if (Array.isArray(choices)) target[list] = choices.map(choice);
  }
  if (Array.isArray(source.components)) {
    target.components = source.components.map((child: unknown) => (isObject(child) ? component(child) : child));
  }
  return target;
}

function choice(value: unknown): unknown {
  if (!isObject(value) || typeof value.labelEn !== 'string') return value;
  const { labelEn, ...rest } = value;
  return { ...rest, label: labelEn };
}

export interface FormField {
  readonly id: string;
  readonly key: string;
  readonly label: string;
  /** Its value is a list of ids of attachments. */
  readonly files: boolean;
  /** Of what its value is an id, or a list of ids; null where it is not. */
  readonly directory: DirectoryKind | null;
  /** Label by value, where it is a choice. */
  readonly choices: ReadonlyMap<string, string>;
}

/** The fields that hold a value, in their order, groups opened. */
export function fieldsOf(schema: unknown): FormField[] {
  if (!isObject(schema)) return [];
  const children = Array.isArray(schema.components) ? schema.components.flatMap(fieldsOf) : [];
  if (typeof schema.key !== 'string' || typeof schema.id !== 'string') return children;
  return [
    {
      id: schema.id,
      key: schema.key,
      label: textOf(schema.label) ?? textOf(schema.dateLabel) ?? schema.key,
      files: schema.type === 'filepicker',
      directory: directoryKindOf(schema.valuesKey),
      choices: choicesOf(schema.values),
    },
    ...children,
  ];
}

const textOf = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

function choicesOf(values: unknown): Map<string, string> {
  const choices = new Map<string, string>();
  for (const value of Array.isArray(values) ? values : []) {
    if (isObject(value) && typeof value.label === 'string') choices.set(String(value.value), value.label);
  }
  return choices;
}
