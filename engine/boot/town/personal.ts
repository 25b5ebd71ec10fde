/** A case tells of its own applicant: what a scenario says of the person it is about is said of the citizen. */
import type { Citizen } from './citizens.ts';
import { asDates, changed } from './dates.ts';

type Values = Readonly<Record<string, unknown>>;

/** Which word of a citizen stands under a name. */
const WORDS: Readonly<Record<string, (citizen: Citizen) => string>> = {
  applicantName: ({ name }) => name,
  callerName: ({ name }) => name,
  idNumber: ({ idNumber }) => idNumber,
  phone: ({ phone }) => phone,
  premises: ({ address }) => address,
  address: ({ address }) => address,
};

/** Texts of the scenario that are replaced wherever they stand alone: found where the case begins. */
export function replacementsFor(values: Values, citizen: Citizen): ReadonlyMap<string, string> {
  const found = Object.entries(values).flatMap(([name, value]): [string, string][] => {
    const word = WORDS[name];
    return word && typeof value === 'string' ? [[value, word(citizen)]] : [];
  });
  return new Map(found);
}

/** Of a case whose citizen is known, at an instant. */
export function personal<T>(value: T, { replacements, at, zone }: Telling): T {
  const said = changed(value, (each) => (typeof each === 'string' ? (replacements.get(each) ?? each) : each)) as T;
  return asDates(said, at, zone);
}

export interface Telling {
  readonly replacements: ReadonlyMap<string, string>;
  /** When it is said, epoch ms, and where. */
  readonly at: number;
  readonly zone: string;
}
