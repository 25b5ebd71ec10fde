import { readOwnMaterials } from '../../../store/read/own-materials.ts';
import { timeText } from '../../formats.ts';
import { isOfficial } from '../../principal.ts';
import type { Handler } from '../../route.ts';
import { serviceNameOf } from '../../views/service-name.ts';

/** Of each material the latest that the caller has handed in, by name. What officials hand in is that of those who apply at their counter. */
export const listOwnMaterials: Handler<'listOwnMaterials'> = async ({ principal, language }, { database, runtime }) => {
  const own = isOfficial(principal) ? [] : await readOwnMaterials(database, principal.id);
  return {
    items: own.map(({ at, appliedFor, ...rest }) => ({
      ...rest,
      at: timeText(at),
      serviceName: serviceNameOf(runtime, language, appliedFor),
    })),
  };
};
