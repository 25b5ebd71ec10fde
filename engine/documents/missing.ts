import type { DocumentKind, DocumentParams } from '../core/proceedings.ts';
import { fail, ok, type Result } from '../errors.ts';
import { PARAMETER_NAMES, TEMPLATES } from './templates.ts';

/** Refuses with 'document-incomplete', naming everything that is missing at once. */
export function requireComplete(kind: DocumentKind, params: DocumentParams): Result<void> {
  const missing = TEMPLATES[kind].required.filter((name) => isBlank(params[name]));
  if (missing.length === 0) return ok(undefined);
  const names = (language: 'en' | 'zh') => missing.map((name) => PARAMETER_NAMES[name]?.[language] ?? name);
  const { title } = TEMPLATES[kind];
  return fail('document-incomplete', {
    kind: title.en,
    kindZh: title.zh,
    missing: names('en').join(', '),
    missingZh: names('zh').join('、'),
  });
}

function isBlank(value: DocumentParams[string] | undefined): boolean {
  if (value === undefined) return true;
  return typeof value === 'number' ? false : typeof value === 'string' ? value.trim() === '' : value.length === 0;
}
