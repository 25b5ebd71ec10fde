import { fail, ok, type Result } from '../errors.ts';
import type { Definition } from '../model/graph.ts';

/** Refuses new cases of a definition that is suspended ('definition-suspended'). */
export function requireStartable({ key, version, suspended }: Definition): Result<void> {
  return suspended ? fail('definition-suspended', { key, version }) : ok(undefined);
}
