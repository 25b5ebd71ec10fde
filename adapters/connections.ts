import { readFileSync } from 'node:fs';

/** Name of a contract → settings of the real system behind it. */
export type Connections = Readonly<Record<string, { readonly kind: string }>>;

/**
 * The file of an installation, `{ "connections": { "tax": { "kind": "rest", … } } }`. It holds no secrets: these are named (`secret:TAX_KEY`).
 * Throws where it is not of this shape.
 */
export function readConnections(path: string): Connections {
  const json: unknown = JSON.parse(readFileSync(path, 'utf8'));
  const connections = (json as { readonly connections?: unknown } | null)?.connections;
  if (typeof connections !== 'object' || connections === null || Array.isArray(connections))
    throw new Error(`Expected ${path} to hold an object "connections", but it does not.`);
  for (const [name, settings] of Object.entries(connections)) {
    if (typeof (settings as { readonly kind?: unknown } | null)?.kind !== 'string')
      throw new Error(`Expected the connection "${name}" to have a kind, but it has none.`);
  }
  return connections as Connections;
}
