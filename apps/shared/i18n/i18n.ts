/** Every text a person reads comes from a dictionary, in Chinese and English; the other language is loaded when somebody switches to it. */
import { watch } from 'vue';
import { createI18n } from 'vue-i18n';
import { probe } from '../api/connection.ts';
import { useToasts } from '../composables/use-toasts.ts';
import type { Language } from '../language.ts';
import { preferences, rememberLanguage } from '../preferences.ts';
import type { Messages } from './dictionary.ts';

const COMMON: Messages = {
  zh: async () => (await import('./zh.ts')).zh,
  en: async () => (await import('./en.ts')).en,
};

/** The dictionary of one app, laid over the common one. A missing text is a defect: it is reported on the console, where browser tests look. */
export async function createDictionary(messages: Messages) {
  const load = async (language: Language) => {
    const [common, own] = await Promise.all([COMMON[language](), messages[language]()]);
    return { ...common, ...own };
  };
  const first = preferences.language;
  const i18n = createI18n({
    legacy: false,
    locale: first as string,
    fallbackLocale: false,
    messages: { [first]: await load(first) },
    missing: (locale, key) => {
      console.error(`Expected a text for "${key}" in "${locale}", but the dictionary has none.`);
      return key;
    },
  });
  const { global } = i18n;
  /** Nobody is left with a page that is half in each language. */
  const cannotHave = async (language: Language): Promise<void> => {
    if (await probe()) {
      // Browsers never ask again for a module that failed once, and a newer build may have taken the place of this one.
      rememberLanguage(language);
      location.reload();
      return;
    }
    preferences.language = global.locale.value as Language;
    useToasts().bad(global.t('state.unreachable'));
  };
  watch(
    () => preferences.language,
    async (language) => {
      try {
        if (!global.availableLocales.includes(language)) global.setLocaleMessage(language, await load(language));
      } catch {
        await cannotHave(language);
        return;
      }
      if (preferences.language === language) global.locale.value = language;
    },
  );
  return i18n;
}

export type TextDictionary = Awaited<ReturnType<typeof createDictionary>>;
