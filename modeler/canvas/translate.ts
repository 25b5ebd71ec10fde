/** The texts of bpmn-js in the reader's language. What the dictionary lacks is collected, for a test to look at. */
import { preferences } from '@shared/preferences.ts';
import { DICTIONARY } from './dictionary.ts';
import { elementName } from './element-names.ts';

declare global {
  interface Window {
    /** English texts that were shown to a Chinese reader. */
    __tongbanTranslationMisses?: Set<string>;
  }
}

window.__tongbanTranslationMisses ??= new Set<string>();
const misses = window.__tongbanTranslationMisses;

export function translate(template: string, replacements: Readonly<Record<string, unknown>> = {}): string {
  const text = preferences.language === 'zh' ? inChinese(template) : template;
  return text.replace(/\{([^}]+)\}/g, (whole, name: string) => String(replacements[name] ?? whole));
}

function inChinese(template: string): string {
  const text = DICTIONARY[template] ?? elementName(template);
  if (text === undefined && /[a-z]/i.test(template)) misses.add(template);
  return text ?? template;
}

/** Replaces the translation service of diagram-js. */
export const translateModule = { translate: ['value', translate] as const };
