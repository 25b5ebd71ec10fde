/** 关注: only cases that the caller may see. */
import { follow, isFollowing, unfollow } from '../../../store/inbox/follows.ts';
import type { Handler } from '../../route.ts';
import { requireInstance } from '../../views/instance.ts';

export const getFollow: Handler<'getFollow'> = async ({ params: { id }, principal }, services) => {
  await requireInstance(services, principal, id, 'case.follow');
  return { following: await isFollowing(services.database, principal.id, id) };
};

export const followProcessInstance: Handler<'followProcessInstance'> = async (
  { params: { id }, principal },
  services,
) => {
  await requireInstance(services, principal, id, 'case.follow');
  await follow(services.database, { account: principal.id, instanceId: id, since: services.runtime.clock.now() });
  return { following: true };
};

/** Also of a case that has meanwhile gone out of sight. */
export const unfollowProcessInstance: Handler<'unfollowProcessInstance'> = async (
  { params, principal },
  { database },
) => {
  await unfollow(database, principal.id, params.id);
  return { following: false };
};
