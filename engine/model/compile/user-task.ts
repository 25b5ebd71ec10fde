import type { UserTaskSpec } from '../graph.ts';
import type { ModdleElement } from '../moddle.ts';
import { compileApproval } from './approval.ts';
import { compileAssignment } from './assignment.ts';
import { type CompileContext, listOf } from './context.ts';
import { compileLimit } from './limit.ts';

/** What a user task asks of people: who, with which form, until when, and what they may do with it. */
export function compileUserTask(context: CompileContext, element: ModdleElement): UserTaskSpec {
  const operations = context.extension(element, 'operations');
  return {
    assignment: compileAssignment(context, element),
    form: context.extension(element, 'form'),
    department: context.value(element, context.extension(element, 'department')),
    limit: compileLimit(context, element),
    operations: operations === null ? null : listOf(operations),
    priority: context.value(element, context.extension(element, 'priority')),
    ...(context.extension(element, 'delegable') === 'false' && { delegable: false }),
    ...(context.extension(element, 'bulk') === 'false' && { bulk: false }),
    lane: null,
    ...approvalOf(context, element),
  };
}

/** Absent where one task is one visit, so that those graphs stay as they are. */
function approvalOf(context: CompileContext, element: ModdleElement): Pick<UserTaskSpec, 'approval'> {
  const approval = compileApproval(context, element);
  return approval === null ? {} : { approval };
}
