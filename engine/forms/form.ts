/** A deployed form (form-js JSON), compiled once; the server validates what a person submits against it. */
import type { Variables } from '../core/state.ts';
import type { FieldProblem } from '../errors.ts';
import type { FieldRule } from '../model/graph.ts';
import type { Masks } from '../model/masks.ts';
import type { FormSurroundings } from './check.ts';
import type { FileRule } from './field-tree.ts';

export interface FileField {
  readonly path: string;
  readonly rule: FileRule;
  /** One has to be named. */
  readonly required: boolean;
}

export interface Form {
  readonly key: string;
  /** Of the deployed version; absent where the form was never deployed. */
  readonly id?: string;
  /** The form as deployed (form-js JSON), or narrowed to what somebody may see of it. */
  readonly schema: unknown;
  /** Names of the variables it may write. */
  readonly fields: readonly string[];
  /** Problems of the submitted values; empty when they are good. What checks ask for besides comes from `around`. */
  validate(values: Variables, around?: FormSurroundings): readonly FieldProblem[];
  /** Fields of personal data, by their path. */
  readonly masks: Masks;
  /** Fields that ask for files and may be written; whether what they name is attached, only the case knows. */
  readonly files: readonly FileField[];
  /** The form with the rights of a node: what is hidden is not in it, what is only read is not taken. */
  narrowed(rules: readonly FieldRule[]): Form;
  /** Whether there is a field, group or list at the path. */
  has(path: string): boolean;
  /** Whether it wants a value there by itself. */
  requires(path: string): boolean;
  /** What a clerk should look at in values that are admitted all the same, such as an identity number that is mistyped. */
  doubts(values: Variables): readonly FieldProblem[];
}

/** Finds the form a definition means: the one of its own deployment, else the latest of that key. */
export interface Forms {
  find(key: string, deploymentId: string): Form | undefined;
  /** That very version, with which a task was opened; undefined where it is gone. */
  version?(id: string): Form | undefined;
}
