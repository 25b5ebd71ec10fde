/** 收藏: only cases that the caller may see. */
import * as favourites from '../../../store/inbox/favourites.ts';
import type { Handler } from '../../route.ts';
import { requireInstance } from '../../views/instance.ts';

export const getFavourite: Handler<'getFavourite'> = async ({ params: { id }, principal }, services) => {
  await requireInstance(services, principal, id, 'case.follow');
  return { favourite: await favourites.isFavourite(services.database, principal.id, id) };
};

export const addFavourite: Handler<'addFavourite'> = async ({ params: { id }, principal }, services) => {
  await requireInstance(services, principal, id, 'case.follow');
  const since = services.runtime.clock.now();
  await favourites.addFavourite(services.database, { account: principal.id, instanceId: id, since });
  return { favourite: true };
};

/** Also of a case that has meanwhile gone out of sight. */
export const removeFavourite: Handler<'removeFavourite'> = async ({ params, principal }, { database }) => {
  await favourites.removeFavourite(database, principal.id, params.id);
  return { favourite: false };
};
