/** The texts of dmn-js in the reader's language; what the dictionary lacks is collected where those of bpmn-js are. */
import { preferences } from '@shared/preferences.ts';
import { DECISION_DICTIONARY } from './dictionary.ts';

window.__tongbanTranslationMisses ??= new Set<string>();
const misses = window.__tongbanTranslationMisses;

function translate(template: string, replacements: Readonly<Record<string, unknown>> = {}): string {
  const text = preferences.language === 'zh' ? inChinese(template) : template;
  return text.replace(/\{\s*(\w+)\s*\}/g, (whole, name: string) => String(replacements[name] ?? whole));
}

function inChinese(template: string): string {
  const text = DECISION_DICTIONARY[template];
  if (text === undefined && /[a-z]{2}/i.test(template)) misses.add(template);
  return text ?? template;
}

/** Replaces the translation service of diagram-js and table-js. */
export const translateModule = { translate: ['value', translate] as const };
