import type { TargetKind } from '../store/load.ts';
import type { Envelope, Outcome, Target } from './envelope.ts';

/** A submitted command until it is answered. */
export interface Pending {
  readonly envelope: Envelope;
  readonly settle: (outcome: Outcome) => void;
  /** Known from the start, or found out by loading. */
  instanceId: string | undefined;
  /** A case to open, not one to load. */
  readonly opens: boolean;
  /** Also for a case that has ended. */
  readonly afterEnd: boolean;
  /** How often it lost against another writer. */
  attempts: number;
  /** Decide on loaded state only: the cached one has failed it. */
  fresh: boolean;
  /** Not in one chain with other commands: such a chain has failed. */
  alone: boolean;
  /** Data stores the command turned out to write: a batch in which another case does cannot take it. */
  stores: readonly string[];
  /** What its sender is told of the bug it has met, however often it is decided. */
  bug?: string;
  /** In the queue (again), not in a batch. */
  waiting: boolean;
}

/** What has to be looked up to learn the case of a target. */
export function lookup(target: Target): { readonly kind: TargetKind; readonly id: string } | undefined {
  if (target === 'new' || 'instanceId' in target || 'newInstanceId' in target) return undefined;
  if ('taskId' in target) return { kind: 'task', id: target.taskId };
  if ('jobId' in target) return { kind: 'job', id: target.jobId };
  return { kind: 'incident', id: target.incidentId };
}
