import type { Logger } from '../../engine/runtime/logger.ts';

/** Says nothing but what went wrong. */
export const silent: Logger = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: (fields, message) => console.error(message, fields),
};
