import { dueAfter } from '../core/schedule.ts';
import type { Adapter, AdapterAnswer, AdapterRequest } from '../port.ts';
import type { AdapterScript } from './scenario.ts';

interface Adapters {
  find(topic: string): Adapter | undefined;
}

type Given = AdapterRequest['variables'];

/** What the engine answers itself in a case that is alone, as those of scenarios are. */
const OF_THE_ENGINE: Readonly<Record<string, (given: Given) => Given>> = {
  'responsibility-list.find': () => ({ departments: [], entries: [] }),
  'repeats.enter': () => ({ repeats: {} }),
  'ratings.enter': ({ rating }) => ({ ratingId: 'rating', rating, followUp: Number(rating) <= 2 }),
  'ratings.advance': () => ({}),
  'applications.enter': () => ({ sameApplications: [] }),
};

/** Topics that scenarios need not script, besides those of departments. */
export const TOPICS_OF_THE_ENGINE: readonly string[] = Object.keys(OF_THE_ENGINE);

/** The departments of a scenario: scripted where the scenario says so, else the adapters of the installation. */
export class Outside {
  readonly #scripts = new Map<string, AdapterScript>();
  readonly #adapters: Adapters;

  constructor(adapters: Adapters) {
    this.#adapters = adapters;
  }

  script(topic: string, script: AdapterScript): void {
    this.#scripts.set(topic, script);
  }

  /** When the answer to a call made at `calledAt` comes, epoch ms. */
  answersAt(topic: string, calledAt: number): number {
    const { takes } = this.#scripts.get(topic) ?? {};
    return takes === undefined ? calledAt : after(takes, calledAt);
  }

  async ask(request: AdapterRequest): Promise<AdapterAnswer> {
    const script = this.#scripts.get(request.topic);
    if (script) return scripted(script, request.attempt);
    const own = OF_THE_ENGINE[request.topic];
    if (own) return { kind: 'completed', variables: own(request.variables) };
    const adapter = this.#adapters.find(request.topic);
    if (!adapter) throw new Error(`Expected an adapter for "${request.topic}", but there is none.`);
    return adapter.call(request);
  }
}

/** The instant an ISO 8601 duration after another. */
export function after(duration: string, instant: number): number {
  const end = dueAfter(duration, instant);
  if (!end.ok) throw new Error(`Expected a duration, but found "${duration}".`);
  return end.value;
}

const scripted = ({ failFirst = 0, answer }: AdapterScript, attempt: number): AdapterAnswer =>
  answer && attempt > failFirst ? answer : { kind: 'failed', message: 'the outside is out of order' };
