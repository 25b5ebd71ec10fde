import { readOwnMaterials } from '../../../store/read/own-materials.ts';
import { timeText } from '../../formats.ts';
import type { Handler } from '../../route.ts';

/** Of each material the latest that the caller has handed in, by name. */
export const listOwnMaterials: Handler<'listOwnMaterials'> = async ({ principal }, { database }) => ({
  items: (await readOwnMaterials(database, principal.id)).map(({ at, ...rest }) => ({ ...rest, at: timeText(at) })),
});
