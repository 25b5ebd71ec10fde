import type { Language } from '../../../errors.ts';
import type { ResourceProblem } from '../../../runtime/deploy.ts';
import type { ModelProblem } from '../../contract/problem.ts';
import { DeploymentRefusal } from '../../deployment-refusal.ts';
import type { Handler } from '../../route.ts';

export const deploy: Handler<'deploy'> = async ({ body, principal, language }, { runtime }) => {
  const { name, resources, note = null } = body;
  const activateAt = body.activateAt === undefined ? null : Date.parse(body.activateAt);
  const result = await runtime.deployments.deploy({ name, resources, note, activateAt, by: principal.id });
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
  problems: (await runtime.deployments.check(body.resources, body.activateAt && Date.parse(body.activateAt))).map((problem) => problemView(problem, language)),
});

const problemView = ({ message, ...problem }: ResourceProblem, language: Language): ModelProblem => ({
  ...problem,
  message: message[language],
});
