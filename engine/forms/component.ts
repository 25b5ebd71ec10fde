/** Reading form-js components, which come as any JSON. */

export type Json = Readonly<Record<string, unknown>>;

export function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function textAt(json: Json, name: string): string | undefined {
  const value = json[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** Numbers are also written as texts; undefined where there is none, NaN where it is no number. */
export function numberAt(json: Json, name: string): number | undefined {
  const value = json[name];
  if (value === undefined || value === null || value === '') return undefined;
  return typeof value === 'number' || typeof value === 'string' ? Number(value) : Number.NaN;
}

export function jsonAt(json: Json, name: string): Json {
  const value = json[name];
  return isJson(value) ? value : {};
}

export function listAt(json: Json, name: string): readonly unknown[] {
  const value = json[name];
  return Array.isArray(value) ? value : [];
}

/** How a component is called in problems. */
export function nameOf(component: Json): string {
  return (
    textAt(component, 'id') ??
    textAt(component, 'key') ??
    textAt(component, 'path') ??
    textAt(component, 'type') ??
    'component'
  );
}
