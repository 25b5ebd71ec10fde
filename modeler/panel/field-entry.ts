/** One property in the panel: the control that fits its kind, its check, and its way into the command stack. */
import {
  CheckboxEntry,
  isCheckboxEntryEdited,
  isSelectEntryEdited,
  isTextAreaEntryEdited,
  isTextFieldEntryEdited,
  SelectEntry,
  TextAreaEntry,
  TextFieldEntry,
} from '@bpmn-io/properties-panel';
import { type ComponentChild, h } from '@bpmn-io/properties-panel/preact';
import { useEffect, useRef, useState } from '@bpmn-io/properties-panel/preact/hooks';
import type { describe, Language } from '../../engine/errors.ts';
import type { compileExpression } from '../../engine/feel/compile.ts';
import type { ModdleElement } from '../../engine/model/moddle.ts';
import type { KnownContract } from '../contracts/known-contract.ts';
import { namesAt } from '../feel/names-at.ts';
import type { Field } from '../properties/field.ts';
import type { Change, Create } from '../properties/moddle.ts';
import { WithNames } from './completion.ts';
import type { Suggested, Suggestions } from './suggestions.ts';

/** What an entry needs of the editor it stands in. */
export interface PanelContext {
  readonly create: Create;
  readonly debounce: unknown;
  text(key: string): string;
  language(): Language;
  translate(template: string): string;
  suggestions(): Suggestions;
  /** Of a form, as far as they are known. */
  fieldsOf(formKey: string): readonly string[];
  contracts(): readonly KnownContract[];
  /** Makes the changes as one step that can be taken back. `shown` is what is drawn. */
  apply(shown: object, changes: readonly Change[]): void;
}

interface EntryProps {
  readonly id: string;
  /** What is drawn. */
  readonly element: object;
  readonly field: Field;
  /** What the field is about: the business object, or an item of a list. */
  readonly subject: ModdleElement;
  readonly context: PanelContext;
}

/** An entry as the panel wants it. */
export const entryOf = (props: EntryProps) => ({
  ...props,
  component: COMPONENTS[props.field.kind],
  isEdited: EDITED[props.field.kind],
});

const EDITED = {
  text: isTextFieldEntryEdited,
  lines: isTextAreaEntryEdited,
  flag: isCheckboxEntryEdited,
  choice: isSelectEntryEdited,
};

const COMPONENTS = { text: TextEntry, lines: LinesEntry, flag: FlagEntry, choice: ChoiceEntry };

const labelsOf = ({ id, element, field, context }: EntryProps) => ({
  id,
  element,
  label: field.title?.[context.language()] ?? context.text(field.label ?? `modeler.field.${field.id}`),
  ...(field.note ? { description: field.note[context.language()] } : {}),
  ...(field.hint ? { description: context.text(`modeler.hint.${field.id}`) } : {}),
});

function write({ element, field, subject, context }: EntryProps, value: string | undefined): void {
  const changes = field.write(subject, value === '' ? undefined : value, context.create);
  if (changes.length > 0) context.apply(element, changes);
}

const typed = (props: EntryProps) => ({
  ...labelsOf(props),
  debounce: props.context.debounce,
  getValue: () => props.field.read(props.subject),
  setValue(value: string | undefined) {
    // A refused value stays in the field with its reason; text that is no valid FEEL yet is kept in the model, as a problem.
    if (refusal(props, value) === null) write(props, value);
  },
  validate: (value: string | undefined) => refusal(props, value) ?? syntaxError(props, value) ?? doubt(props, value),
});

function refusal({ field, subject, context }: EntryProps, value: string | undefined): string | null {
  if (!value) return null;
  const reason = field.refuses?.(value, subject);
  return reason === undefined ? null : context.text(`modeler.invalid.${reason}`);
}

/** What the contract of a department says of the value; it is looked at once the grammar is there. */
function doubt({ field, context }: EntryProps, value: string | undefined): string | null {
  const words = value && grammar ? field.doubts?.(value, grammar) : undefined;
  return words?.[context.language()] ?? null;
}

function syntaxError({ field, context }: EntryProps, value: string | undefined): string | null {
  if (!value || field.syntax === undefined) return null;
  if (field.syntax === 'value' && !value.startsWith('=')) return null;
  if (!grammar || !say) {
    void loadGrammar();
    return null;
  }
  const compiled = grammar(value);
  return compiled.ok ? null : say(compiled.failure, context.language());
}

/** Heavy, and nobody has typed anything while the page opens: the first field that may hold an expression asks for it. */
let grammar: typeof compileExpression | undefined;
let say: typeof describe | undefined;

const waiting = new Set<() => void>();

async function loadGrammar(): Promise<void> {
  const [compile, errors] = await Promise.all([
    import('../../engine/feel/compile.ts'),
    import('../../engine/errors.ts'),
  ]);
  say = errors.describe;
  grammar = compile.compileExpression;
  for (const look of waiting) look();
}

/** A field that was typed into before the grammar was there looks at its value again once it is. */
function useGrammar({ syntax }: Field): void {
  const [, setThere] = useState(grammar !== undefined);
  useEffect(() => {
    if (syntax === undefined || grammar) return undefined;
    const look = (): void => setThere(true);
    waiting.add(look);
    return () => void waiting.delete(look);
  }, [syntax]);
}

function TextEntry(props: EntryProps): ComponentChild {
  useGrammar(props.field);
  const entry = withNames(props, h(TextFieldEntry, typed(props)));
  const offered = props.field.suggest && props.context.suggestions()[props.field.suggest];
  return offered && offered.length > 0 ? h(WithSuggestions, { id: props.id, offered }, entry) : entry;
}

/** Ties the input inside to a list of what is known; anything else may be typed all the same. */
function WithSuggestions(props: {
  id: string;
  offered: readonly Suggested[];
  children?: ComponentChild;
}): ComponentChild {
  const holder = useRef<HTMLDivElement>(null);
  const list = `suggested-${props.id}`;
  useEffect(() => holder.current?.querySelector('input')?.setAttribute('list', list), [list]);
  const options = props.offered.map(({ value, label }) => h('option', { key: value, value }, label));
  return h('div', { ref: holder }, props.children, h('datalist', { id: list }, options));
}

function LinesEntry(props: EntryProps): ComponentChild {
  useGrammar(props.field);
  const entry = h(TextAreaEntry, {
    ...typed(props),
    // The large window would be headed by the technical type of what is drawn.
    element: props.subject,
    monospace: props.field.syntax !== undefined,
    translate: props.context.translate,
  });
  return withNames(props, entry);
}

/** Where an expression may stand, the names that are known there are offered. */
function withNames({ id, field, subject, context }: EntryProps, entry: ComponentChild): ComponentChild {
  const { syntax } = field;
  if (syntax === undefined) return entry;
  const props = {
    id,
    label: context.text('modeler.names'),
    names: () => namesAt(subject, context.fieldsOf),
    isExpression: (text: string) => syntax === 'feel' || text.startsWith('='),
  };
  return h(WithNames, props, entry);
}

function FlagEntry(props: EntryProps): ComponentChild {
  return h(CheckboxEntry, {
    ...labelsOf(props),
    getValue: () => props.field.read(props.subject) === 'true',
    setValue: (value: boolean) => write(props, value ? 'true' : undefined),
  });
}

function ChoiceEntry(props: EntryProps): ComponentChild {
  const options = props.field.options?.(props.subject) ?? [];
  return h(SelectEntry, {
    ...labelsOf(props),
    getValue: () => props.field.read(props.subject) ?? '',
    setValue: (value: string | undefined) => write(props, value),
    getOptions: () =>
      options.map(({ value, label, words, fixed }) => ({
        value,
        label: words?.[props.context.language()] ?? (fixed ? props.context.text(`modeler.option.${label}`) : label),
      })),
  });
}
