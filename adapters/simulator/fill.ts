import type { AdapterRequest } from '../../engine/port.ts';

const PLACEHOLDER = /\{(@?[\w.-]+)\}/g;
const ONLY_PLACEHOLDER = /^\{(@?[\w.-]+)\}$/;

/** Puts the request's values into a template: texts, lists and objects alike. What the request does not carry is null. */
function fill(template: unknown, request: AdapterRequest): unknown {
  if (typeof template === 'string') return fillText(template, request);
  if (Array.isArray(template)) return template.map((part) => fill(part, request));
  if (template === null || typeof template !== 'object') return template;
  return fillRecord(template as Record<string, unknown>, request);
}

export const fillRecord = (
  template: Readonly<Record<string, unknown>>,
  request: AdapterRequest,
): Record<string, unknown> =>
  Object.fromEntries(Object.entries(template).map(([name, part]) => [name, fill(part, request)]));

function fillText(text: string, request: AdapterRequest): unknown {
  const only = ONLY_PLACEHOLDER.exec(text)?.[1];
  if (only !== undefined) return lookUp(only, request);
  return text.replace(PLACEHOLDER, (_, name: string) => String(lookUp(name, request) ?? ''));
}

function lookUp(name: string, request: AdapterRequest): unknown {
  if (!name.startsWith('@')) return request.variables[name] ?? null;
  const { businessKey, instanceId, idempotencyKey } = request;
  const attributes: Readonly<Record<string, string | null>> = { businessKey, instanceId, idempotencyKey };
  return attributes[name.slice(1)] ?? null;
}
