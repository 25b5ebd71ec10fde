import { errorAt } from '../parse.ts';

/** Something about an expression that its text alone tells. An error can never be meant; a warning is always null or never true. */
export interface Finding {
  readonly code: FindingCode;
  readonly severity: 'error' | 'warning';
  /** Where it stands, in UTF-16 units from 0. */
  readonly from: number;
  readonly to: number;
  /** "line 1, column 5: Expected …, but …", in both languages. */
  readonly message: { readonly en: string; readonly zh: string };
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

/** A finding at a node, with its line and column in words. */
export function findingAt(source: string, place: Place, given: Pick<Finding, 'code' | 'severity'> & Words): Finding {
  const { code, severity, en, zh } = given;
  const { reason, reasonZh } = errorAt(source, place.from, en, zh);
  return {
    code,
    severity,
    from: place.from,
    to: place.from + place.text.length,
    message: { en: reason, zh: reasonZh },
  };
}
