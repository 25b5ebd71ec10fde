/** What people of the town apply for: items of the catalogue that their process is bound to, some far more often than others. */
import { randomFrom } from '../../../adapters/kit/random.ts';
import { type AppliedFor, appliedFor } from '../../items/applied-for.ts';
import { guide } from '../../items/guide.ts';
import { isOpen } from '../../items/is-open.ts';
import type { Question, ServiceItem } from '../../items/item.ts';
import type { Runtime } from '../../runtime/engine.ts';
import { allCurrentItems } from '../../store/items/items.ts';

/** By process, the most popular first. */
export type Catalogue = ReadonlyMap<string, readonly ServiceItem[]>;

/** The item that a process was made for leads; the others are in an order of their own, the same for the same seed. `day`: `2026-03-01`. */
export async function catalogueOf(
  { pool, definitions }: Pick<Runtime, 'pool' | 'definitions'>,
  { seed, day }: { readonly seed: string; readonly day: string },
): Promise<Catalogue> {
  const items = (await allCurrentItems(pool)).map(({ content }) => content).filter((item) => isOpen(item, day));
  const byProcess = new Map<string, ServiceItem[]>();
  for (const item of items) byProcess.set(item.processKey, [...(byProcess.get(item.processKey) ?? []), item]);
  const madeFor = await definitions.withLoaded(
    () =>
      new Set(
        [...byProcess.keys()].map((key) => {
          const head = definitions.latest('process', key);
          return head && definitions.byId(head.id).graph.serviceItem;
        }),
      ),
  );
  const placeOf = ({ key }: ServiceItem) => (madeFor.has(key) ? 0 : randomFrom(seed, 'item', key)());
  for (const each of byProcess.values()) each.sort((a, b) => placeOf(a) - placeOf(b));
  return byProcess;
}

export interface Wish {
  /** What the application says. */
  readonly values: Readonly<Record<string, unknown>>;
  readonly channel: AppliedFor['channel'];
  readonly random: () => number;
}

/** One of the items that whoever applies may apply for; undefined where there is none. */
export function wishFor(items: readonly ServiceItem[], { values, channel, random }: Wish): AppliedFor | undefined {
  const { applicantType } = values;
  const fitting = items.filter(({ serviceObjects }) => serviceObjects.some((one) => one === (applicantType ?? one)));
  const item = popular(fitting, random());
  if (!item) return undefined;
  const ready = new Map((item.questions ?? []).map((one) => [one.key, answerTo(one, values[one.key], random)]));
  const guidance = guide(item, Object.fromEntries(ready));
  const answers = Object.fromEntries(guidance.questions.map(({ key }) => [key, ready.get(key)]));
  return appliedFor(item, { answers, channel, guidance });
}

/** The second is applied for half as often as the first, the third a third as often … (Zipf). */
function popular(items: readonly ServiceItem[], chance: number): ServiceItem | undefined {
  const whole = items.reduce((sum, _, index) => sum + 1 / (index + 1), 0);
  let left = chance * whole;
  return items.find((_, index) => {
    left -= 1 / (index + 1);
    return left < 0;
  });
}

/** Most are the plain case. */
const PLAIN: readonly string[] = ['no', 'none'];
const PLAIN_SHARE = 0.75;

/** As the application says where it says so. */
function answerTo({ options }: Question, said: unknown, random: () => number): string | undefined {
  const [chance, which] = [random(), random()];
  const told = options.find(({ value }) => value === said);
  const plain = chance < PLAIN_SHARE ? options.find(({ value }) => PLAIN.includes(value)) : undefined;
  return (told ?? plain ?? options[Math.floor(which * options.length)])?.value;
}
