/** Refusals as Camunda 7 answers them. */
import { describe, ERRORS, type Failure, type Language } from '../../errors.ts';
import type { ModelProblem } from '../contract/problem.ts';
import { DeploymentRefusal } from '../deployment-refusal.ts';

export interface RestError {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

/** Where its clients expect another status than ours. Conflicts with the state are bad requests there. */
const statusOf = (failure: Failure): number => {
  const { status } = ERRORS[failure.code];
  return status === 409 || status === 422 ? 400 : status;
};

const typeOf = (status: number): string => {
  if (status === 401 || status === 403) return 'AuthorizationException';
  if (status === 501) return 'NotImplementedException';
  return status === 404 || status === 400 ? 'InvalidRequestException' : 'RestException';
};

/** `reason` is our own code, which says more than the type. */
export function restError(failure: Failure, language: Language, problems?: readonly ModelProblem[]): RestError {
  const status = statusOf(failure);
  const body = {
    type: problems ? 'ParseException' : typeOf(status),
    message: describe(failure, language),
    code: 0,
    reason: failure.code,
    ...(problems && { details: detailsOf(problems) }),
  };
  return { status, body };
}

export const problemsOf = (error: unknown): readonly ModelProblem[] | undefined =>
  error instanceof DeploymentRefusal ? error.problems : undefined;

/** By file, errors and warnings apart. */
function detailsOf(problems: readonly ModelProblem[]): Readonly<Record<string, unknown>> {
  const files = [...new Set(problems.map(({ resource }) => resource))];
  return Object.fromEntries(
    files.map((file) => {
      const own = problems.filter(({ resource }) => resource === file);
      const entries = (severity: string): unknown[] =>
        own
          .filter((each) => each.severity === severity)
          .map(({ message, line, column, elementId }) => ({
            message,
            line: line ?? 0,
            column: column ?? 0,
            mainElementId: elementId,
            elementIds: elementId === null ? [] : [elementId],
          }));
      return [file, { errors: entries('error'), warnings: entries('warning') }];
    }),
  );
}
