import { fail, ok, type Result } from '../errors.ts';
import type { Definition } from '../model/graph.ts';

/** Refuses new cases of a definition that is suspended ('definition-suspended'). */
export function requireStartable({ key, version, name, graph, suspended }: Definition): Result<void> {
  if (!suspended) return ok(undefined);
  return fail('definition-suspended', { key, version, process: graph.nameEn || name || key, processZh: name || key });
}
