/** Something about an expression that its text alone tells. An error can never be meant; what a warning names is always null or never true. */
export interface Finding {
  readonly code: FindingCode;
  readonly severity: 'error' | 'warning';
  /** Where it stands, in UTF-16 units from 0. */
  readonly from: number;
  readonly to: number;
  /** Where it begins, from 1. */
  readonly line: number;
  readonly column: number;
  /** "Expected …, but ….", in both languages. */
  readonly message: Words;
}

export type FindingCode =
  | 'argument-count'
  | 'argument-name'
  | 'argument-type'
  | 'comparison-types'
  | 'condition-never-true'
  | 'condition-type'
  | 'expression-invalid'
  | 'iteration-type'
  | 'name-unknown'
  | 'operator-types'
  | 'property-type'
  | 'result-type';

export interface Place {
  readonly from: number;
  readonly text: string;
}

export interface Words {
  readonly en: string;
  readonly zh: string;
}

/** A finding at a place of a text. */
export function findingAt(source: string, place: Place, given: Pick<Finding, 'code' | 'severity'> & Words): Finding {
  const { code, severity, en, zh } = given;
  const { from, text } = place;
  const before = source.slice(0, from).split('\n');
  const at = { from, to: from + text.length, line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
  return { code, severity, ...at, message: { en, zh } };
}
