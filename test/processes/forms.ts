import { basename } from 'node:path';
import { compileForm } from '../../engine/forms/compile-form.ts';
import type { Form, Forms } from '../../engine/forms/form.ts';
import type { ProcessFolder } from './catalogue.ts';

/** The forms of the folders, found by their file name; no two folders use the same one. */
export function formsOf(folders: readonly ProcessFolder[]): Forms {
  const forms = new Map(folders.flatMap((folder) => folder.forms).map(compile));
  return { find: (key) => forms.get(key) };
}

function compile({ name, content }: ProcessFolder['forms'][number]): [string, Form] {
  const form = compileForm(content);
  if (!form.ok) throw new Error(`Expected ${name} to be a form, but: ${JSON.stringify(form.failure)}`);
  return [basename(name, '.form'), form.value];
}
