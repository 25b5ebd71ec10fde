/** The electronic licence that a case ended with, as its process publishes it. */
import type { ProcessInstance } from '@shared/api/types.ts';

export interface Licence {
  readonly number: string;
  readonly holder: string | null;
  readonly validYears: number | null;
}

/** The variable by which the portal knows it. */
export const LICENCE = 'issuedLicence';

/** Null where none was issued, or none that has a number. */
export function licenceOf({ variables }: Pick<ProcessInstance, 'variables'>): Licence | null {
  const issued = variables[LICENCE];
  if (typeof issued !== 'object' || issued === null) return null;
  const { number, holder, validYears } = issued as Readonly<Record<string, unknown>>;
  if (typeof number !== 'string' || number === '') return null;
  return {
    number,
    holder: typeof holder === 'string' && holder !== '' ? holder : null,
    validYears: typeof validYears === 'number' ? validYears : null,
  };
}
