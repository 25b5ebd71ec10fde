/** What a reader chose for this browser: language and type size. Shared by all apps of the origin. */
import { reactive, watchEffect } from 'vue';

export type Language = 'zh' | 'en';
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

/** The browser's wish where nothing was chosen yet; Chinese where it wishes neither. */
export function initialLanguage(chosen: string | null, wished: readonly string[]): Language {
  if (chosen === 'zh' || chosen === 'en') return chosen;
  const first = wished.find((tag) => /^(zh|en)\b/i.test(tag));
  return first && /^en/i.test(first) ? 'en' : 'zh';
}

export const preferences = reactive<{ language: Language; size: TypeSize }>({
  language: initialLanguage(remembered(LANGUAGE_KEY), navigator.languages),
  size: remembered(SIZE_KEY) === 'large' ? 'large' : 'normal',
});

/** Keeps the document and the storage in step with the choice. */
export function applyPreferences(): void {
  watchEffect(() => {
    document.documentElement.lang = preferences.language === 'zh' ? 'zh-CN' : 'en';
    document.documentElement.dataset.size = preferences.size;
    remember(LANGUAGE_KEY, preferences.language);
    remember(SIZE_KEY, preferences.size);
  });
}
