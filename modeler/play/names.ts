/** What the steps of called processes are called: the drawing knows its own alone. */
import type { Language } from '../../engine/errors.ts';
import type { World } from './library.ts';

/** Its id where no process has it, or none gives it a name. */
export function nameWithin({ others }: Pick<World, 'others'>, id: string, language: Language): string {
  for (const { graph } of others) {
    const node = graph.nodes[graph.byId.get(id) ?? -1];
    if (node) return (language === 'en' && node.nameEn) || node.name || id;
  }
  return id;
}
