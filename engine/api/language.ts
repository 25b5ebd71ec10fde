import type { Context } from 'koa';
import type { Language } from '../errors.ts';

/** The reader's language: what Accept-Language prefers of Chinese and English; where it says nothing his own, else Chinese. */
export function languageOf(ctx: Context, own: Language | null = null): Language {
  if (!ctx.get('accept-language')) return own ?? 'zh';
  return ctx.acceptsLanguages(['zh', 'en']) === 'en' ? 'en' : 'zh';
}
