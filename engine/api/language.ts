import type { Context } from 'koa';
import type { Language } from '../errors.ts';

/** The reader's language: what Accept-Language prefers of Chinese and English, Chinese where it says nothing. */
export function languageOf(ctx: Context): Language {
  if (!ctx.get('accept-language')) return 'zh';
  return ctx.acceptsLanguages(['zh', 'en']) === 'en' ? 'en' : 'zh';
}
