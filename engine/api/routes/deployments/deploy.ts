import type { DeploymentInput } from '../../contract/deployments.ts';
import { DeploymentRefusal } from '../../deployment-refusal.ts';
import type { Handler } from '../../route.ts';
import { problemView } from '../../views/model-problem.ts';

export const deploy: Handler<'deploy'> = async ({ body, principal, language }, { runtime }) => {
  const { name, resources, note = null } = body;
  const result = await runtime.deployments.deploy({
    name,
    resources,
    note,
    activateAt: timeOf(body),
    by: principal.id,
  });
  if (!result.ok) throw new DeploymentRefusal(result.problems.map((problem) => problemView(problem, language)));
  const definitions = result.definitions.map(({ id, key, version, name: title, kind, unchanged }) => ({
    id,
    key,
    version,
    name: title,
    kind,
    unchanged,
  }));
  return { id: result.id, definitions, warnings: result.warnings.map((problem) => problemView(problem, language)) };
};

export const checkDeployment: Handler<'checkDeployment'> = async ({ body, language }, { runtime }) => ({
  problems: (await runtime.deployments.check(body.resources, timeOf(body))).map((problem) =>
    problemView(problem, language),
  ),
});

const timeOf = ({ activateAt }: DeploymentInput): number | undefined =>
  activateAt === undefined ? undefined : Date.parse(activateAt);
