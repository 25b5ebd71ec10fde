import { isForApplicant } from '../core/notices.ts';
import { rootVariables } from '../core/query.ts';
import type { InstanceState, Variables } from '../core/state.ts';
import type { FieldProblem } from '../errors.ts';
import { type AttachedFile, fileProblems, namedIn } from '../forms/file-field.ts';
import type { Form } from '../forms/form.ts';
import type { Actor } from './command.ts';
import { isOfficial } from './rights.ts';

export interface Named {
  /** Null of a case that only begins: it has no files. */
  readonly state: InstanceState | null;
  readonly actor: Actor;
  readonly variables: Variables;
}

/**
 * Problems of the files that a form names: each is attached to this very case, is there still, is of a kind that the field takes, and the actor may see
 * it, or the field has named it before.
 */
export function namedFiles({ files }: Form, { state, actor, variables }: Named): FieldProblem[] {
  return files.flatMap((field) => {
    const before = new Set(state ? namedIn(rootVariables(state), field.path) : []);
    const find = (id: string): AttachedFile | undefined => {
      const notice = state?.notices && Object.hasOwn(state.notices, id) ? state.notices[id] : undefined;
      if (notice?.kind !== 'attachment' || notice.removed !== undefined) return undefined;
      const sees = isOfficial(actor) || notice.by === actor.id || isForApplicant(notice);
      return sees || before.has(id) ? notice : undefined;
    };
    return fileProblems(variables, field, find);
  });
}
