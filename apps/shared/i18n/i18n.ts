/** Every text a person reads comes from a dictionary, in Chinese and English. */
import { watch } from 'vue';
import { createI18n } from 'vue-i18n';
import { preferences } from '../preferences.ts';
import type { Messages } from './dictionary.ts';
import { en } from './en.ts';
import { zh } from './zh.ts';

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
