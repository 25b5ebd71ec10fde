import { createHash } from 'node:crypto';
import { stringify } from '../../exact-json.ts';

/** SHA-256 of the JSON of a request or an answer, names in order: proves later what was exchanged without keeping it. */
export const effectHash = (content: unknown): string =>
  createHash('sha256')
    .update(stringify(inOrder(content)))
    .digest('hex');

function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (value === null || typeof value !== 'object' || Object.getPrototypeOf(value) !== Object.prototype) return value;
  const sorted = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(sorted.map(([name, part]) => [name, inOrder(part)]));
}
