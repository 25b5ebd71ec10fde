import type { Actor } from '../command.ts';

/** Whether it is addressed to the actor, himself or one of his groups. */
export const isFor = ({ to }: { readonly to: string }, { id, groups }: Actor): boolean =>
  to === `user:${id}` || groups.some((group) => to === `group:${group}`);
