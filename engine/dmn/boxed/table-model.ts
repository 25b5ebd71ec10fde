import type { FeelExpression } from '../../feel/compile.ts';
import type { Value } from '../../feel/values/types.ts';
import type { XmlElement } from '../../model/xml/xml-element.ts';
import type { Owner } from '../evaluation.ts';
import type { Allowed, DmnType } from '../types.ts';

export type HitPolicy = 'UNIQUE' | 'FIRST' | 'PRIORITY' | 'ANY' | 'COLLECT' | 'RULE ORDER' | 'OUTPUT ORDER';
export type Aggregation = 'SUM' | 'MIN' | 'MAX' | 'COUNT';

export interface InputColumn {
  readonly element: XmlElement;
  /** What a person calls it: its label, else the text of its expression. */
  readonly label: string;
  /** In English, for people; absent where the file does not say. */
  readonly nameEn?: string;
  readonly source: string;
  readonly expression: FeelExpression | null;
  readonly type: DmnType | null;
  readonly values: Allowed | null;
}

export interface OutputColumn {
  readonly element: XmlElement;
  /** The entry of the result, where there are several; else what a person calls it. */
  readonly name: string;
  readonly type: DmnType | null;
  readonly values: Allowed | null;
  /** The members of `values` as they are listed: the first has the highest priority. */
  readonly ranking: FeelExpression | null;
  readonly byDefault: FeelExpression | null;
}

export interface Rule {
  readonly element: XmlElement;
  readonly id: string | null;
  /** From 1. */
  readonly number: number;
  /** One per input; null is `-`, which everything passes. */
  readonly tests: readonly (Allowed | null)[];
  /** One per output; null gives null. */
  readonly outputs: readonly (FeelExpression | null)[];
}

/** A rule that matches, and what it gives. */
export interface Hit {
  readonly rule: Rule;
  /** One per output. */
  readonly outputs: readonly Value[];
}

/** A decision table (DMN 1.3 chapter 8), compiled. */
export interface TableModel {
  readonly element: XmlElement;
  readonly owner: Owner;
  /** It is all that its decision consists of, and tells of it in the trace. */
  readonly isWhole: boolean;
  readonly hitPolicy: HitPolicy;
  readonly aggregation: Aggregation | null;
  readonly inputs: readonly InputColumn[];
  readonly outputs: readonly OutputColumn[];
  readonly rules: readonly Rule[];
}

/** Policies whose result is a list, one entry per hit (without an aggregator). */
export const isMultiHit = (hitPolicy: HitPolicy): boolean =>
  hitPolicy === 'COLLECT' || hitPolicy === 'RULE ORDER' || hitPolicy === 'OUTPUT ORDER';
