/** A case tells of its own applicant: what a scenario says of the person it is about is said of the citizen. */
import type { Citizen } from './citizens.ts';

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

export function personal<T>(value: T, replacements: ReadonlyMap<string, string>): T {
  return replaced(value, replacements) as T;
}

function replaced(value: unknown, replacements: ReadonlyMap<string, string>): unknown {
  if (typeof value === 'string') return replacements.get(value) ?? value;
  if (Array.isArray(value)) return value.map((each) => replaced(each, replacements));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, replaced(each, replacements)]));
}
