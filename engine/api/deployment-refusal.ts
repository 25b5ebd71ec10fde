import { Refusal } from '../errors.ts';
import type { ModelProblem } from './contract/problem.ts';

/** A deployment with errors: the answer lists them. */
export class DeploymentRefusal extends Refusal {
  readonly problems: readonly ModelProblem[];
  constructor(problems: readonly ModelProblem[]) {
    const count = problems.filter(({ severity }) => severity === 'error').length;
    super({ code: 'deployment-invalid', params: { count } });
    this.problems = problems;
  }
}
