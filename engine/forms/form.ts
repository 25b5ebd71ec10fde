/** A deployed form (form-js JSON), compiled once; the server validates what a person submits against it. */
import type { Variables } from '../core/state.ts';
import type { FieldProblem } from '../errors.ts';

export interface Form {
  readonly key: string;
  /** The form-js JSON as deployed. */
  readonly schema: unknown;
  /** Names of the variables it may write. */
  readonly fields: readonly string[];
  /** Problems of the submitted values; empty when they are good. */
  validate(values: Variables): readonly FieldProblem[];
  /** What a clerk should look at in values that are admitted all the same, such as an identity number that is mistyped. */
  doubts(values: Variables): readonly FieldProblem[];
}

/** Finds the form a definition means: the one of its own deployment, else the latest of that key. */
export interface Forms {
  find(key: string, deploymentId: string): Form | undefined;
}
