/** Service items out of files that somebody chose: one item, a list, or an object with `items`. */
import { readJson } from './json-text.ts';

export interface ReadItems {
  readonly items: readonly unknown[];
  /** Names of files that hold something else. */
  readonly refused: readonly string[];
}

interface TextFile {
  readonly name: string;
  text(): Promise<string>;
}

function itemsIn(value: unknown): readonly unknown[] | undefined {
  if (Array.isArray(value)) return value;
  if (typeof value !== 'object' || value === null) return undefined;
  return 'items' in value && Array.isArray(value.items) ? value.items : [value];
}

/** Whether an item is right is for the server to say; here only that there are items. An empty list is none. */
export async function readItems(files: readonly TextFile[]): Promise<ReadItems> {
  const items: unknown[] = [];
  const refused: string[] = [];
  for (const file of files) {
    const read = readJson(await file.text());
    const found = read.ok ? itemsIn(read.value) : undefined;
    if (found === undefined || found.length === 0) refused.push(file.name);
    else items.push(...found);
  }
  return { items, refused };
}
