/** G6 批量审批: what may be done with many tasks at once. Each is still its own decision, transaction and record. */
import { fail, ok, type Result } from '../errors.ts';
import type { FlowNode } from '../model/graph.ts';

/** They decide something, so a person has to have looked. */
const DECIDING: ReadonlySet<string> = new Set(['complete', 'disagree', 'abstain', 'reject', 'return']);

export interface BulkRequest {
  readonly node: FlowNode;
  /** Of tasks, in whatever table it stands. */
  readonly verb: string;
  /** Fields that the task's form requires. */
  readonly required: readonly string[];
}

/** Refuses with 'bulk-switched-off' where the model does not admit it (`tb:bulk="false"`), and with 'bulk-form-required' where a form has to be filled in. */
export function admitBulk({ node, verb, required }: BulkRequest): Result<void> {
  if (!DECIDING.has(verb)) return ok(undefined);
  const { id: elementId } = node;
  if (node.user?.bulk === false) return fail('bulk-switched-off', { elementId }, { elementId });
  if (required.length === 0 || verb !== 'complete') return ok(undefined);
  return fail('bulk-form-required', { elementId, fields: required.join(', ') }, { elementId });
}
