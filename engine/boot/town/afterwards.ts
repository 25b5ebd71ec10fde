/** What follows an ended case: some of the citizens rate it, and a bad rating is looked into by the department. */
import { randomFrom } from '../../../adapters/kit/random.ts';
import type { Given } from '../../runtime/ratings/new-rating.ts';
import { rate } from '../../runtime/ratings/rate.ts';
import { takeStep } from '../../runtime/ratings/take-step.ts';
import type { EndedCase } from '../../store/cases/ended-cases.ts';
import { correctRating, findRating, type RatingVerb } from '../../store/ratings/ratings.ts';
import { endedCases } from './ended-cases.ts';
import type { Life } from './life.ts';
import { afterOfficeTime } from './office-time.ts';
import { opinionBy } from './opinions.ts';
import { whenAnswered } from './pace.ts';
import type { Errand, Town } from './scene.ts';

/** How many rate at all, and how. */
const SHARE = 0.45;
const ANONYMOUS = 0.1;
/** Of cases that were up in this slot and have ended; each once. */
export async function remember(town: Town, lives: readonly Life[]): Promise<void> {
  const open = lives.filter(({ instanceId }) => instanceId !== undefined && !town.remembered.has(instanceId));
  if (open.length === 0) return;
  const ended = await endedCases(
    town.runtime,
    open.map(({ instanceId }) => instanceId ?? ''),
  );
  const byId = new Map(ended.map((one) => [one.id, one]));
  for (const life of open) {
    const found = byId.get(life.instanceId ?? '');
    if (!found) continue;
    town.remembered.add(found.id);
    if (found.initiator === life.citizen) consider(town, found, life.citizen);
  }
}

/** By a chance of its own, so that what is rated changes nothing of what comes. */
function consider(town: Town, of: EndedCase, by: string): void {
  if (isUnheard(town, of)) complain(town, of, by);
  else mayRate(town, of, by);
}

const DAY = 86_400_000;
const UNHEARD = { days: 20, most: 2 } as const;

/** The first that end some days before the town does: their complaints are late, so that supervision has something to do. */
function isUnheard({ clock, until, unheard }: Town, { id }: EndedCase): boolean {
  if (clock.now() < until - UNHEARD.days * DAY || unheard.size >= UNHEARD.most) return false;
  unheard.add(id);
  return true;
}

function complain(town: Town, of: EndedCase, by: string): void {
  const comment = '逾期没有人解释。';
  put(town, town.clock.now(), async () => {
    await rateEnded(town, of, { by, level: 5, contactPoint: 'window', anonymous: false, comment });
  });
}

function mayRate(town: Town, of: EndedCase, by: string): void {
  const random = randomFrom('rating', of.businessKey ?? '');
  if (random() >= SHARE) return;
  const { level, comment } = opinionBy(random);
  const contactPoint = random() < 0.6 ? 'window' : 'online';
  const given = { by, level, contactPoint, anonymous: random() < ANONYMOUS, comment };
  const at = whenAnswered({ now: town.clock.now(), random });
  put(town, at, async () => {
    const rated = await rateEnded(town, of, given);
    if (rated.ok && level > 3) lookInto(town, { rating: rated.value, by, random });
  });
}

/** Who had it last is read from what is written. */
async function rateEnded({ runtime }: Town, of: EndedCase, given: Given): ReturnType<typeof rate> {
  await runtime.dispatcher.flush([of.id]);
  return rate(runtime, of, given);
}

interface Bad {
  readonly rating: string;
  readonly by: string;
  readonly random: () => number;
}

const HOUR = 3_600_000;
/** Within how many office hours each step is taken: some come late. */
const STEPS: readonly { readonly verb: RatingVerb; readonly hours: number; readonly text: string }[] = [
  { verb: 'contact', hours: 10, text: '已电话核实情况。' },
  { verb: 'rectify', hours: 40, text: '已向群众说明，并改进办理提示。' },
  { verb: 'close', hours: 16, text: '已回访，群众认可。' },
];

function lookInto(town: Town, bad: Bad, next = 0): void {
  const step = STEPS[next];
  if (!step) return;
  const at = afterOfficeTime(town.clock.now(), step.hours * HOUR * bad.random(), town.calendar);
  put(town, at, async () => {
    const { runtime, clock } = town;
    const row = await findRating(runtime.pool, bad.rating);
    if (!row) return;
    const [head] = row.department === null ? [] : runtime.organisation.current.at(clock.now()).headsOf(row.department);
    await takeStep(runtime, row, { verb: step.verb, by: head ?? town.supervisor, text: step.text });
    if (step.verb === 'rectify' && bad.random() < 0.5)
      await correctRating(runtime.pool, { id: row.id, by: bad.by, at: clock.now(), level: 3 });
    lookInto(town, bad, next + 1);
  });
}

function put({ errands, until }: Town, at: number, run: Errand['run']): void {
  const rounded = Math.round(at);
  if (rounded < until) errands.put({ at: rounded, run });
}
