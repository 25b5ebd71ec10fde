import type { JsonSchema, Operation } from '../contract.ts';
import { propertiesOf } from '../properties.ts';
import { OpenApiProblem } from './document.ts';

type Levels = Operation['levels'];
type Level = 1 | 2 | 3 | 4;

/**
 * The data level of every value: `x-tb-level` and `x-tb-sensitive` at its property, else `fallback`. Where one name stands for two things the
 * higher level counts. Throws where a value has none: nobody is to guess how sensitive it is.
 */
export function levelsOf(schemas: readonly JsonSchema[], fallback: Level | undefined): Levels {
  const levels: Record<string, Levels[string]> = {};
  const missing: string[] = [];
  for (const schema of schemas)
    for (const path of propertiesOf(schema)) {
      const { level = fallback, sensitive } = markOf(schema, path);
      if (level === undefined) missing.push(path);
      else levels[path] = higher(levels[path], { level, ...(sensitive && { sensitive }) });
    }
  if (missing.length > 0)
    throw new OpenApiProblem(`no data level (x-tb-level 1 to 4) for ${[...new Set(missing)].join(', ')}`);
  return levels;
}

function higher(one: Levels[string] | undefined, other: Levels[string]): Levels[string] {
  if (!one) return other;
  const level = Math.max(one.level, other.level) as Level;
  return { level, ...((one.sensitive || other.sensitive) && { sensitive: true }) };
}

/** What the property says, else the nearest around it. */
function markOf(schema: JsonSchema, path: string): { level?: Level | undefined; sensitive?: boolean } {
  let inner = schema;
  let level: Level | undefined;
  let sensitive = false;
  for (const name of path.split('.')) {
    const holder = (inner.items ?? inner) as JsonSchema;
    inner = (holder.properties as Record<string, JsonSchema>)[name] ?? {};
    const own = inner['x-tb-level'];
    if (own === 1 || own === 2 || own === 3 || own === 4) level = own;
    sensitive ||= inner['x-tb-sensitive'] === true;
  }
  return { level, sensitive };
}
