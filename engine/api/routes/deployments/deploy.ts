import { refuse } from '../../../errors.ts';
import type { ResourceProblem } from '../../../runtime/deploy.ts';
import { mayScript, SCRIPT_RIGHT } from '../../../runtime/script-right.ts';
import type { DeploymentInput } from '../../contract/deployments.ts';
import { DeploymentRefusal } from '../../deployment-refusal.ts';
import type { Handler } from '../../route.ts';
import { problemViews } from '../../views/model-problem.ts';

export const deploy: Handler<'deploy'> = async ({ body, encodings, principal, language }, { runtime }) => {
  const { name, note = null } = body;
  const resources = body.resources.map((resource, position) => ({ ...resource, encoding: encodings[position] }));
  const result = await runtime.deployments.deploy({
    name,
    resources,
    note,
    activateAt: timeOf(body),
    by: principal.id,
    scripts: mayScript(principal),
  });
  if (!result.ok) requireScriptRight(result.problems, principal.id);
  if (!result.ok) throw new DeploymentRefusal(problemViews(result.problems, body.resources, language));
  const definitions = result.definitions.map(({ id, key, version, name: title, kind, unchanged }) => ({
    id,
    key,
    version,
    name: title,
    kind,
    unchanged,
  }));
  return { id: result.id, definitions, warnings: problemViews(result.warnings, body.resources, language) };
};

export const checkDeployment: Handler<'checkDeployment'> = async ({ body, principal, language }, { runtime }) => {
  const { resources } = body;
  const problems = await runtime.deployments.check({
    resources,
    activateAt: timeOf(body),
    scripts: mayScript(principal),
  });
  return { problems: problemViews(problems, resources, language) };
};

/** Where nothing but the right is missing, the answer is a matter of rights. */
function requireScriptRight(problems: readonly ResourceProblem[], actor: string): void {
  const errors = problems.filter(({ severity }) => severity === 'error');
  if (!errors.every(({ rule }) => rule === SCRIPT_RIGHT)) return;
  refuse(SCRIPT_RIGHT, { actor, elements: errors.map(({ elementId }) => elementId).join(', ') });
}

const timeOf = ({ activateAt }: DeploymentInput): number | undefined =>
  activateAt === undefined ? undefined : Date.parse(activateAt);
