import { type Mandate, mandatesOf } from '../../people/organisation/mandates.ts';
import type { Runtime } from '../../runtime/engine.ts';
import { type Mandates, NO_MANDATES } from '../../store/read/mandates.ts';
import type { Principal } from '../principal.ts';
import { graphOf } from './graph.ts';

/** For whom the caller acts at this instant of the engine's clock. */
export const mandatesNow = ({ organisation, clock }: Runtime, { id }: Pick<Principal, 'id'>): Mandate[] =>
  mandatesOf(organisation.current.at(clock.now()), id);

/** Names under which changes that concern somebody through a principal are told. */
export const namesOfPrincipals = (runtime: Runtime, caller: Pick<Principal, 'id'>): string[] =>
  mandatesNow(runtime, caller).flatMap(({ principal: { id, groups } }) => [
    `user:${id}`,
    ...groups.map((group) => `group:${group}`),
  ]);

export async function readerMandates(runtime: Runtime, caller: Principal): Promise<Mandates> {
  const mandates = mandatesNow(runtime, caller);
  if (mandates.length === 0) return NO_MANDATES;
  return {
    reader: caller.id,
    principals: mandates.map(({ principal: { id, groups }, definitionKeys, elementIds, openedFrom }) => ({
      id,
      groups,
      definitionKeys,
      elementIds,
      openedFrom,
    })),
    inPerson: await elementsInPerson(runtime),
  };
}

/** A deployed model never changes: each is looked into once. */
const known = new WeakMap<Runtime, Map<string, readonly string[]>>();

async function elementsInPerson(runtime: Runtime): Promise<string[]> {
  const found = known.get(runtime) ?? new Map<string, readonly string[]>();
  known.set(runtime, found);
  for (const { id } of runtime.definitions.processes()) {
    if (found.has(id)) continue;
    const { nodes } = await graphOf(runtime, id);
    found.set(
      id,
      nodes.filter(({ user }) => user?.delegable === false).map((node) => `${id} ${node.id}`),
    );
  }
  return [...found.values()].flat();
}
