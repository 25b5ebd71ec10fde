/** What a reader chose for this browser: language and type size. Shared by all apps of the origin. */
import { reactive, watchEffect } from 'vue';
import { initialLanguage, type Language } from './language.ts';

export type TypeSize = 'normal' | 'large';

const LANGUAGE_KEY = 'tongban.language';
const SIZE_KEY = 'tongban.size';

function remembered(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null; // Storage may be switched off; the choice then lasts as long as the page.
  }
}

function remember(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    // As above.
  }
}

export const preferences = reactive<{ language: Language; size: TypeSize }>({
  language: initialLanguage(remembered(LANGUAGE_KEY), navigator.languages),
  size: remembered(SIZE_KEY) === 'large' ? 'large' : 'normal',
});

/** For the next page of this browser. */
export const rememberLanguage = (language: Language): void => remember(LANGUAGE_KEY, language);

/** Keeps the document and the storage in step with the choice. */
export function applyPreferences(): void {
  watchEffect(() => {
    document.documentElement.lang = preferences.language === 'zh' ? 'zh-CN' : 'en';
    document.documentElement.dataset.size = preferences.size;
    rememberLanguage(preferences.language);
    remember(SIZE_KEY, preferences.size);
  });
}
