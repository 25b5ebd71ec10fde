/** Puts a town together from its plan and lets it live up to now: once, in a database that has none. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type pg from 'pg';
import { randomFrom } from '../../../adapters/kit/random.ts';
import { COMMANDS } from '../../commands/index.ts';
import { DEFAULT_ZONE, dayIn } from '../../core/schedule/zone.ts';
import type { AppliedFor } from '../../items/applied-for.ts';
import { TestClock } from '../../runtime/clock.ts';
import { createRuntime, type Runtime } from '../../runtime/engine.ts';
import type { Logger } from '../../runtime/logger.ts';
import { parseScenarios } from '../../scenario/parse-scenarios.ts';
import type { StepOf } from '../../scenario/scenario.ts';
import { insertUsers } from '../../store/people/users.ts';
import { listUsers } from '../../store/read/people.ts';
import { compilersWith } from '../compilers.ts';
import { type Arrival, arrivalsOf } from './arrivals.ts';
import { type Cast, Company } from './cast.ts';
import { type Catalogue, catalogueOf, wishFor } from './catalogue.ts';
import { type Citizen, citizensOf } from './citizens.ts';
import { addColleagues } from './colleagues.ts';
import { type Course, courseOf, habitsOf } from './course.ts';
import { asDates } from './dates.ts';
import { breakDown } from './faults.ts';
import { Followers } from './followers.ts';
import type { Life } from './life.ts';
import { object } from './objections.ts';
import { replacementsFor } from './personal.ts';
import { readTownPlan } from './plan.ts';
import type { Errand, Town } from './scene.ts';
import { withSupplement } from './supplements.ts';
import { adaptersWith, Scripts } from './surroundings.ts';
import { Timetable } from './timetable.ts';
import { live } from './town.ts';

export interface TownSettings {
  readonly databaseUrl: string;
  readonly logger: Logger;
  /** Where the processes and the plan of the town (`demo/town.json`) are. */
  readonly processes: string;
  readonly cases: number;
  /** Until when the town lives, epoch ms. */
  readonly now: number;
  readonly zone?: string | undefined;
  /** From 0 to 1. */
  readonly onProgress?: (share: number) => void;
}

const DAY = 86_400_000;
const SLOT_MS = 60 * 60_000;
const CITIZENS = 300;

/** Resolves with the number of cases that came. */
export async function openTown(settings: TownSettings): Promise<number> {
  const { databaseUrl, logger, processes, now, zone = DEFAULT_ZONE } = settings;
  const plan = readTownPlan(join(processes, 'demo', 'town.json'));
  const scripts = new Scripts();
  const from = now - plan.days * DAY;
  const clock = new TestClock(from, zone);
  const compilers = compilersWith({ soundness: 'warning', soundnessStates: null });
  const adapters = adaptersWith(scripts, () => runtime);
  const quick = inHaste(databaseUrl);
  // Lots fall as they fell the last time.
  const dispatcher = { seedFor: (what: string) => `${plan.seed} ${what}` };
  const options = {
    databaseUrl: quick,
    clock,
    logger,
    commands: COMMANDS,
    compilers,
    adapters,
    dispatcher,
    alone: true,
  };
  const runtime: Runtime = await createRuntime(options);
  try {
    const told = foldersIn(processes).filter(
      (folder) => !isCalled(folder) && existsSync(scenariosOf(processes, folder)),
    );
    const courses = coursesIn(processes, [...new Set([...Object.keys(plan.processes), ...told])]);
    const calendar = runtime.calendars.current.of([], now);
    const arrivals = arrivalsOf(plan, courses, { from, to: now, cases: settings.cases, calendar });
    const catalogue = await catalogueOf(runtime, { seed: plan.seed, day: dayIn(zone, now) });
    const timetable = new Timetable<Life>({ from, slotMs: SLOT_MS });
    const errands = new Timetable<Errand>({ from, slotMs: SLOT_MS });
    const people = await peopleOf(runtime, plan.seed);
    const lives = livesOf(arrivals, { seed: plan.seed, catalogue, until: now, ...people });
    const followers = new Followers(runtime.changes, { seed: plan.seed, courses, ...people });
    for (const life of lives) {
      timetable.put(life);
      for (const [topic, script] of Object.entries(asDates(life.arrival.course.adapters, life.at, zone)))
        scripts.set(life.businessKey, topic, script);
    }
    breakDown(lives, { until: now, scripts });
    const habits = habitsIn(processes, courses);
    const onProgress = (at: number) => settings.onProgress?.((at - from) / (now - from));
    const after = { errands, remembered: new Set<string>(), unheard: new Set<string>(), supervisor: plan.supervisor };
    const aroundTheClock = new Set(Object.keys(plan.processes).filter((key) => plan.processes[key]?.aroundTheClock));
    const town = {
      aroundTheClock,
      runtime,
      clock,
      scripts,
      calendar,
      timetable,
      followers,
      habits,
      until: now,
      onProgress,
      ...after,
    };
    await object(town);
    await live(town);
    return arrivals.length;
  } finally {
    await runtime.stop();
  }
}

/**
 * A town that is cut short is no loss: its commits do not wait for the disk. And its many statements are each planned once, not five times for their
 * values first.
 */
function inHaste(databaseUrl: string): string {
  const url = new URL(databaseUrl);
  url.searchParams.set('options', '-c synchronous_commit=off -c plan_cache_mode=force_generic_plan');
  return url.href;
}

const foldersIn = (root: string): readonly string[] => readdirSync(root).sort();

const isCalled = (folder: string): boolean => folder.startsWith('ca-');

const scenariosOf = (root: string, folder: string): string => join(root, folder, 'scenarios.json');

/** Of some folders, by process. Throws where one has no scenarios. */
function coursesIn(root: string, folders: readonly string[]): ReadonlyMap<string, readonly Course[]> {
  return new Map(
    folders.map((folder) => {
      const file = scenariosOf(root, folder);
      if (!existsSync(file)) throw new Error(`Expected ${file}, because the town is to live it.`);
      const { process, scenarios } = parseScenarios(readFileSync(file, 'utf8'));
      return [process, scenarios.map((scenario) => courseOf(process, scenario))];
    }),
  );
}

/** How people do each task of a process, and of the processes that it calls. */
function habitsIn(root: string, courses: ReadonlyMap<string, readonly Course[]>): Town['habits'] {
  const shared = habitsOf([...coursesIn(root, foldersIn(root).filter(isCalled)).values()].flat());
  return new Map([...courses].map(([key, each]) => [key, new Map([...shared, ...habitsOf(each)])]));
}

/** What all cases of a town have in common. */
interface Ground {
  readonly seed: string;
  readonly catalogue: Catalogue;
  /** Epoch ms. */
  readonly until: number;
}

interface People {
  readonly citizens: readonly Citizen[];
  readonly company: Company;
}

/** Those whom the demo has, and who else there is in the town. */
async function peopleOf(runtime: Runtime, seed: string): Promise<People> {
  const { pool } = runtime;
  const known = (await listUsers(pool, {}, { limit: MOST_PEOPLE })).items.filter(({ demo }) => demo);
  await addColleagues(
    pool,
    known.filter(({ groups }) => groups.length > 0),
    seed,
  );
  const citizens = citizensOf(seed, CITIZENS);
  await addCitizens(pool, citizens);
  await runtime.organisation.refresh();
  return { citizens, company: new Company((await listUsers(pool, {}, { limit: MOST_PEOPLE })).items) };
}

const livesOf = (arrivals: readonly Arrival[], ground: Ground & People): readonly Life[] =>
  arrivals.map((arrival) => lifeOf(arrival, ground));

function lifeOf(arrival: Arrival, { citizens, company, ...ground }: Ground & People): Life {
  const { seed, until } = ground;
  const random = randomFrom(seed, 'case', String(arrival.number));
  const citizen = citizens[Math.floor(random() * citizens.length)] as Citizen;
  const { course, at, number } = arrival;
  const businessKey = keyOf(arrival);
  const cast = company.castFor(citizen, random);
  const begun = startOf(course);
  const serviceItem = begun && wishOf(arrival, { ...ground, begun, cast });
  const words = replacementsFor(begun?.variables ?? {}, citizen);
  const chance = randomFrom(seed, 'supplement', String(number));
  return {
    arrival: { ...arrival, course: withSupplement(course, { at, until, serviceItem, random: chance }) },
    ...{ businessKey, random, at, citizen: citizen.id, cast, serviceItem },
    replacements: new Map([...words, [course.businessKey, businessKey]]),
    ...{ position: 0, waits: 0, strays: 0, instanceId: undefined },
  };
}

type Begun = StepOf<'start'>['start'];

const startOf = ({ steps }: Course): Begun | undefined => steps.find((step) => 'start' in step)?.start;

/** By a chance of its own, so that what is applied for changes nothing of what comes. */
function wishOf(
  { course, number }: Arrival,
  { seed, catalogue, begun: { as, variables = {} }, cast }: Ground & { readonly begun: Begun; readonly cast: Cast },
): AppliedFor | undefined {
  const random = randomFrom(seed, 'item', String(number));
  const channel = cast.isApplicant(as) ? 'online' : 'window';
  return wishFor(catalogue.get(course.process) ?? [], { values: variables, channel, random });
}

/** As the scenario's, with the day and a running number. */
function keyOf({ course, at, number }: Arrival): string {
  const day = new Date(at).toISOString().slice(0, 10).replaceAll('-', '');
  return `${course.businessKey.replace(/-?\d*$/, '')}-${day}-${String(number).padStart(4, '0')}`;
}

async function addCitizens(pool: pg.Pool, citizens: readonly Citizen[]): Promise<void> {
  const nothing = { groups: [], department: null, language: null, demo: false };
  await insertUsers(
    pool,
    citizens.map(({ id, name, nameEn }) => ({ id, name, nameEn, roles: ['applicant' as const], ...nothing })),
  );
}

const MOST_PEOPLE = 5_000;
