import type { Boxed, Owner } from './evaluation.ts';
import type { NodeKind, ServiceDraft } from './requirements.ts';
import type { DmnType } from './types.ts';

/** An element of the requirement graph, compiled. Indexes are positions in the file's list of nodes. */
export interface DrgNode {
  readonly index: number;
  readonly kind: NodeKind;
  readonly owner: Owner;
  /** Under which expressions know its result. */
  readonly name: string;
  readonly type: DmnType | null;
  readonly requires: readonly number[];
  /** Decisions and business knowledge models; null for a decision that has none yet, whose result is null. */
  readonly logic: Boxed | null;
  /** Its logic is one table, which tells of the decision in the trace itself. */
  readonly isTable: boolean;
  /** That table gives a list of values of the type. */
  readonly givesList: boolean;
  readonly service: ServiceDraft | null;
}

/** All that is evaluated for a decision, or inside a service, in an order in which each comes after what it requires. */
export type Plan = readonly DrgNode[];
