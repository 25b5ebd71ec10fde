/** Personal data among the answers that an application for a service item came with. */
import type { MaskKind, Masks } from '../model/masks.ts';

const ANSWERS = 'serviceItem.answers';

/** What every guide takes of an agent 代办人, though no form grades it: data of level 3. */
const AGENT: readonly (readonly [string, MaskKind])[] = [
  ['agentId', 'idNumber'],
  ['agentPhone', 'phone'],
];

/** The masks, where there are answers also those of the answers: what a form grades is graded there as well under the same name. */
export function withAnswers(masks: Masks, { serviceItem }: Readonly<Record<string, unknown>>): Masks {
  if (typeof serviceItem !== 'object' || serviceItem === null || !Object.hasOwn(serviceItem, 'answers')) return masks;
  return new Map([...masks, ...[...AGENT, ...masks].map(([path, kind]) => [`${ANSWERS}.${path}`, kind] as const)]);
}
