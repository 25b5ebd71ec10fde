import type { LoggerOptions } from 'pino';

const SECRETS = ['password', 'token', 'secret', 'csrfToken', 'authorization', 'cookie', 'connectionString'];

/** For the log of the server: what names a secret is blotted out, wherever a line carries it one or two levels deep. */
export const logOptions = (level: string): LoggerOptions => ({
  level,
  redact: { paths: SECRETS.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]), censor: '[redacted]' },
});
