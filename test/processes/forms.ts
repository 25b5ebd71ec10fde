import { basename } from 'node:path';
import type { Form, Forms } from '../../engine/forms/form.ts';
import type { ProcessFolder } from './catalogue.ts';

export function formsOf({ files }: ProcessFolder): Forms {
  const forms = new Map<string, Form>(files.filter(f=>f.name.endsWith('.form')).map((file) => [basename(file.name, '.form'), { key: 'x', schema: {}, fields: [], validate: () => [] }]));
  return { find: (key) => forms.get(key) };
}
