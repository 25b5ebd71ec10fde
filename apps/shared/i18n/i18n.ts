/** Every text a person reads comes from a dictionary, in Chinese and English. */
import { watch } from 'vue';
import { createI18n } from 'vue-i18n';
import { preferences } from '../preferences.ts';
import { en } from './en.ts';
import { zh } from './zh.ts';

/** A dictionary: texts, grouped. `{name}` is a parameter, ` | ` separates singular and plural. */
export interface Dictionary {
  readonly [key: string]: string | Dictionary;
}

/** English must have exactly the keys of Chinese, and the other way round. */
export type SameKeys<D> = { readonly [K in keyof D]: D[K] extends string ? string : SameKeys<D[K]> };

export interface Messages {
  readonly zh: Dictionary;
  readonly en: Dictionary;
}

/** The dictionary of one app, laid over the common one. A missing text is a defect: it is reported on the console, where browser tests look. */
export function createDictionary(messages: Messages) {
  const i18n = createI18n({
    legacy: false,
    locale: preferences.language,
    fallbackLocale: false,
    messages: { zh: { ...zh, ...messages.zh }, en: { ...en, ...messages.en } },
    missing: (locale, key) => {
      console.error(`Expected a text for "${key}" in "${locale}", but the dictionary has none.`);
      return key;
    },
  });
  watch(
    () => preferences.language,
    (language) => {
      i18n.global.locale.value = language;
    },
  );
  return i18n;
}
