import { readFileSync } from 'node:fs';
import type { Middleware } from 'koa';
import type { Language } from '../../errors.ts';
import { languageOf } from '../language.ts';
import { openApiDocument } from './document.ts';

const PATH = '/api/openapi.json';
const { version } = JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8')) as {
  version: string;
};

/** The document in the reader's language; it needs no sign-in and never changes while the server runs. */
export function openApi(): Middleware {
  const texts = new Map<Language, string>();
  return async (ctx, next) => {
    if (ctx.path !== PATH || (ctx.method !== 'GET' && ctx.method !== 'HEAD')) return next();
    const language = languageOf(ctx);
    const text = texts.get(language) ?? JSON.stringify(openApiDocument(language, version));
    texts.set(language, text);
    ctx.body = text;
    ctx.type = 'json';
    ctx.vary('Accept-Language');
    ctx.set('Cache-Control', 'no-cache');
  };
}
