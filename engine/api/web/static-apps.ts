/** The built web applications: one folder each, with an index.html that serves every path inside it. */
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join, normalize, sep } from 'node:path';
import type { Context, Middleware } from 'koa';

const APPS = ['inbox', 'monitor', 'admin', 'portal', 'modeler'];
/** Built files carry a hash of their content in their name. */
const HASHED = /[-.][\w-]{8,}\.(js|css|woff2?|ttf|svg|png|jpg|wasm|json)$/;
const IMMUTABLE = 'public, max-age=31536000, immutable';

/** Serves files under `root`; anything else goes on. */
export function staticApps(root: string | null): Middleware {
  return async (ctx, next) => {
    if (root === null || (ctx.method !== 'GET' && ctx.method !== 'HEAD')) return next();
    const path = safePath(ctx.path);
    if (path === undefined) return next();
    const app = APPS.find((name) => path === `/${name}` || path.startsWith(`/${name}/`));
    if (app !== undefined && path === `/${app}`) return ctx.redirect(`/${app}/${ctx.search}`);
    if (path !== '/' && !path.endsWith('/') && (await sendFile(ctx, join(root, path)))) return undefined;
    const isAsset = /\.\w+$/.test(path);
    const index =
      app === undefined ? (path === '/' ? 'index.html' : undefined) : isAsset ? undefined : join(app, 'index.html');
    if (index !== undefined && (await sendFile(ctx, join(root, index)))) return undefined;
    return next();
  };
}

/** Decoded and without ways out of the folder; undefined for what no file of ours is called. */
function safePath(path: string): string | undefined {
  let decoded: string;
  try {
    decoded = decodeURIComponent(path);
  } catch (error) {
    if (error instanceof URIError) return undefined;
    throw error;
  }
  if (decoded.includes('\u0000') || decoded.includes('\\') || decoded.includes('/.')) return undefined;
  const clean = normalize(decoded);
  return clean.split(sep).includes('..') || clean !== decoded ? undefined : clean;
}

async function sendFile(ctx: Context, file: string): Promise<boolean> {
  const found = await stat(file).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR' || error.code === 'ENAMETOOLONG') return undefined;
    throw error;
  });
  if (!found?.isFile()) return false;
  ctx.type = file.slice(file.lastIndexOf('.'));
  ctx.set('Cache-Control', HASHED.test(file) ? IMMUTABLE : 'no-cache');
  ctx.set('ETag', `W/"${found.size.toString(16)}-${Math.trunc(found.mtimeMs).toString(16)}"`);
  ctx.status = 200;
  if (ctx.fresh) ctx.status = 304;
  else {
    ctx.length = found.size;
    ctx.body = ctx.method === 'HEAD' ? null : createReadStream(file);
  }
  return true;
}
