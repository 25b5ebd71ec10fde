/** The session cookie: not readable by scripts, not sent by other sites' requests that write. */
import type { Context } from 'koa';

const NAME = 'tongban_session';
const SECURE_NAME = `__Host-${NAME}`;
const TOKEN = /^[\w-]{16,200}$/;

/** The token in the cookie, where there is one that looks like a token. */
export function readSessionCookie(ctx: Context): string | undefined {
  const token = ctx.cookies.get(ctx.secure ? SECURE_NAME : NAME);
  return token && TOKEN.test(token) ? token : undefined;
}

export function writeSessionCookie(ctx: Context, token: string): void {
  ctx.cookies.set(ctx.secure ? SECURE_NAME : NAME, token, {
    httpOnly: true,
    sameSite: 'lax',
    secure: ctx.secure,
    path: '/',
    overwrite: true,
  });
}

export function clearSessionCookie(ctx: Context): void {
  ctx.cookies.set(ctx.secure ? SECURE_NAME : NAME, null, {
    httpOnly: true,
    sameSite: 'lax',
    secure: ctx.secure,
    path: '/',
    overwrite: true,
  });
}
