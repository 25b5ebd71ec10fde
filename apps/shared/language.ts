export type Language = 'zh' | 'en';

/** What was chosen before; else what the browser wishes; else Chinese. */
export function initialLanguage(chosen: string | null, wished: readonly string[]): Language {
  if (chosen === 'zh' || chosen === 'en') return chosen;
  const first = wished.find((tag) => /^(zh|en)\b/i.test(tag));
  return first && /^en/i.test(first) ? 'en' : 'zh';
}
