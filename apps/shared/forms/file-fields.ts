/** How the form viewer draws a field that asks for files: it leaves a place, and who shows the form fills it. */
import { h } from '@bpmn-io/properties-panel/preact';

export interface FileComponent {
  readonly id: string;
  readonly label?: string;
  readonly description?: string;
  readonly accept?: string;
  readonly multiple?: boolean;
  readonly validate?: { readonly required?: boolean };
  readonly properties?: Readonly<Record<string, unknown>>;
}

interface FieldProps {
  readonly field: FileComponent;
  readonly domId: string;
  readonly value: unknown;
  readonly disabled?: boolean;
  readonly readonly?: boolean;
  readonly errors?: readonly string[];
  onChange(change: { readonly value: readonly string[] | null }): void;
}

/** A field as it stands in the form now. */
export interface FilePlace {
  readonly element: HTMLElement;
  readonly field: FileComponent;
  readonly domId: string;
  /** Ids of attachments. */
  readonly ids: readonly string[];
  readonly writable: boolean;
  readonly errors: readonly string[];
  change(ids: readonly string[]): void;
}

/** Told each time that the field is drawn; without a place when it is gone. */
export type ShowFiles = (domId: string, place: FilePlace | undefined) => void;

const idsOf = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : [];

/** A module of the viewer that draws `filepicker` this way. */
export function fileFieldModule(show: ShowFiles): object {
  function FileField({ field, domId, value, disabled, readonly, errors = [], onChange }: FieldProps) {
    const place = {
      field,
      domId,
      ids: idsOf(value),
      writable: !disabled && !readonly,
      errors,
      // What is not filled in is null there, as in the other fields.
      change: (ids: readonly string[]) => onChange({ value: ids.length === 0 ? null : ids }),
    };
    const failed = errors.length > 0 ? ' fjs-has-errors' : '';
    return h('div', {
      class: `fjs-form-field fjs-form-field-filepicker${failed}`,
      ref: (element: HTMLElement | null) => show(domId, element ? { ...place, element } : undefined),
    });
  }
  FileField.config = {
    type: 'filepicker',
    keyed: true,
    label: 'Files',
    group: 'basic-input',
    emptyValue: null,
    create: (options: object = {}) => ({ ...options }),
  };
  class FileFields {
    static readonly $inject = ['formFields'];
    constructor(formFields: { register(type: string, component: unknown): void }) {
      formFields.register('filepicker', FileField);
    }
  }
  return { __init__: ['fileFields'], fileFields: ['type', FileFields] };
}

const SENSITIVE = new Set(['3', '4']);

/** How a file for the field is attached: data of level 3 and 4 is sensitive, of level 1 public. */
export function attachedAs({ properties }: Pick<FileComponent, 'properties'>): 'public' | 'internal' | 'sensitive' {
  const level = String(properties?.level ?? '2');
  if (SENSITIVE.has(level)) return 'sensitive';
  return level === '1' ? 'public' : 'internal';
}
