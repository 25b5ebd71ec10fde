/** The fields of forms, for expressions: those that are edited here, else as the server has them, fetched when they are first asked for. */
import type { Library } from '../play/library.ts';

export function useFormFields(library: Library, localForm: (key: string) => string | undefined) {
  const fetched = new Map<string, readonly string[]>();

  async function fetch(key: string): Promise<void> {
    fetched.set(key, []);
    const text = await library.form(key);
    if (text !== undefined) fetched.set(key, keysIn(text));
  }

  return (key: string): readonly string[] => {
    const local = localForm(key);
    if (local !== undefined) return keysIn(local);
    if (!fetched.has(key)) void fetch(key);
    return fetched.get(key) ?? [];
  };
}

interface Holder {
  readonly key?: string;
  readonly path?: string;
  readonly components?: readonly Holder[];
}

/** The variables a form writes: of nested names the first part. */
function keysIn(text: string): string[] {
  const names = ({ key, path, components = [] }: Holder): string[] => {
    const own = key || path;
    return own ? [own.split('.')[0] ?? own] : components.flatMap(names);
  };
  return [...new Set(names(JSON.parse(text) as Holder))];
}
