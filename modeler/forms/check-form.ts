/** What the server would say of a form when it is deployed: the same code. */
import type { Language } from '../../engine/errors.ts';
import { compileForm } from '../../engine/forms/compile-form.ts';
import { interpretSchema } from '../../engine/forms/interpreter.ts';
import { UNGRADED } from './dictionary.ts';
import { type FormSchema, fieldsWithin, formText, hasKey } from './form-edit.ts';

export function checkForm(form: FormSchema, language: Language): readonly string[] {
  const compiled = compileForm(formText(form), interpretSchema);
  const found = compiled.ok ? [] : (compiled.failure.fields ?? []);
  const names = new Map(
    fieldsWithin(form).map(({ field }) => [field.id, String(field.label ?? field.key ?? field.id)]),
  );
  return [
    ...found.map(({ path, message, messageZh }) =>
      said(names.get(path) ?? path, (language === 'zh' ? messageZh : undefined) ?? message),
    ),
    ...ungraded(form).map((name) => said(name, UNGRADED[language])),
  ];
}

const said = (name: string, text: string): string => (name === '' ? text : `${name}: ${text}`);

/** Names of the fields that take values and say nothing of how sensitive they are. */
function ungraded(form: FormSchema): string[] {
  const fields = fieldsWithin(form).filter(({ field }) => hasKey(field));
  return fields
    .filter(({ field }) => (field.properties as { level?: unknown } | undefined)?.level === undefined)
    .map(({ field }) => String(field.label ?? field.key));
}
