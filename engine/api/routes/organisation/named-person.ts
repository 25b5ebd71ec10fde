/** D5: where a model or a request names the person who hands over; it is the successor who is meant from then on. */
import type { Language } from '../../../errors.ts';
import type { ProcessGraph } from '../../../model/graph.ts';
import { confirmationsNaming } from '../../../store/read/confirmations.ts';
import type { HandedOver } from '../../contract/proxies.ts';
import { nameIn } from '../../names.ts';
import type { Services } from '../../services.ts';
import { graphOf } from '../../views/graph.ts';

interface Asked {
  readonly from: string;
  readonly language: Language;
  readonly done: boolean;
}

/** Open requests that wait for the person, then the settings of processes, newest versions, that give them a power. */
export async function whatNames(services: Services, asked: Asked): Promise<HandedOver[]> {
  const names = services.runtime.organisation.current.at(services.runtime.clock.now()).namesOf(asked.from);
  const requests = await confirmationsNaming(services.database, names);
  const views = requests.map(
    ({ id, verb, businessKey }): HandedOver => ({
      kind: 'confirmation',
      id,
      name: businessKey ?? '',
      verb,
      as: 'confirmer',
      done: asked.done,
    }),
  );
  return [...views, ...(await powers(services, asked, names))];
}

async function powers(
  { runtime }: Services,
  { language, done }: Asked,
  names: readonly string[],
): Promise<HandedOver[]> {
  const found: HandedOver[] = [];
  for (const head of runtime.definitions.processes()) {
    const [newest] = runtime.definitions.versions('process', head.key);
    if (newest?.id !== head.id) continue;
    for (const [as, named] of Object.entries(settingsOf(await graphOf(runtime, head.id))))
      if (named.some((name) => names.includes(name)))
        found.push({ kind: 'power', id: `${head.id}:${as}`, name: nameIn(language, newest), as, done });
  }
  return found;
}

const settingsOf = ({ nodes, owners, conduct }: ProcessGraph): Readonly<Record<string, readonly string[]>> => ({
  deciders: nodes.flatMap(({ user }) => user?.deciders ?? []),
  leads: conduct?.leads ?? [],
  organHeads: conduct?.organHeads ?? [],
  owners,
});
