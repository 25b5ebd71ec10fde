/** Cases that another case begins, as a question of responsibility: somebody takes them up, too. */
import { randomFrom } from '../../../adapters/kit/random.ts';
import type { Changes } from '../../runtime/changes.ts';
import type { Step } from '../../scenario/scenario.ts';
import type { BegunCase } from '../../store/cases/begun-cases.ts';
import type { Company } from './cast.ts';
import type { Citizen } from './citizens.ts';
import type { Course } from './course.ts';
import type { Life } from './life.ts';

export interface World {
  readonly seed: string;
  readonly company: Company;
  readonly citizens: readonly Citizen[];
  /** By process. */
  readonly courses: ReadonlyMap<string, readonly Course[]>;
}

export class Followers {
  readonly #world: World;
  readonly #seen = new Set<string>();
  #fresh: string[] = [];

  constructor(changes: Changes, world: World) {
    this.#world = world;
    changes.listen(({ change }) => {
      if (!change || this.#seen.has(change.instanceId)) return;
      this.#seen.add(change.instanceId);
      if (!change.ended && world.courses.has(change.definitionKey)) this.#fresh.push(change.instanceId);
    });
  }

  /** Cases that have begun since it was last asked, but for those that are lived already. */
  take(lives: readonly Life[]): readonly string[] {
    const lived = new Set(lives.map(({ instanceId }) => instanceId));
    const begun = this.#fresh.filter((id) => !lived.has(id));
    this.#fresh = [];
    return begun;
  }

  /** The life of a case that is open at `at`, on one of the courses of its process from after its beginning on. */
  lifeOf({ id, definitionKey, businessKey }: BegunCase, at: number): Life {
    const { seed, company, citizens, courses } = this.#world;
    const random = randomFrom(seed, 'follower', definitionKey, businessKey ?? '', String(at));
    const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
    const citizen = pick(citizens);
    const course = pick(courses.get(definitionKey) ?? []);
    return {
      arrival: {
        course: { ...course, steps: course.steps.filter((step) => !isBeginning(step, course)) },
        at,
        number: 0,
      },
      ...{ businessKey: businessKey ?? '', random, at, citizen: citizen.id, cast: company.castFor(citizen, random) },
      ...{ replacements: new Map<string, string>(), serviceItem: undefined },
      ...{ position: 0, waits: 0, strays: 0, instanceId: id },
    };
  }
}

/** What begins a case is the first that is done in a scenario; how departments answer may be said before. */
const isBeginning = (step: Step, { steps }: Course): boolean => step === steps.find((each) => !('adapter' in each));
