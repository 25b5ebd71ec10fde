import type { Runtime } from '../../runtime/engine.ts';
import type { InstanceRow } from '../../store/read/instances.ts';
import type { ProcessInstance } from '../contract/instances.ts';
import { graphOf } from './graph.ts';

/** The variables of a case that its process publishes to the applicant and that are set, each with the first form of a task that has it as a field. */
export async function publishedOf(runtime: Runtime, row: InstanceRow): Promise<ProcessInstance['published']> {
  const graph = await graphOf(runtime, row.definitionId);
  const names = graph.published.filter((name) => isSet(row.variables[name]));
  if (names.length === 0) return [];
  const { definitions } = runtime;
  const deploymentId = definitions.head(row.definitionId)?.deploymentId ?? '';
  const keys = new Set(graph.nodes.flatMap(({ user }) => user?.form ?? []));
  const forms = await definitions.withLoaded(() =>
    [...keys].map((key) => ({ key, fields: definitions.find(key, deploymentId)?.fields ?? [] })),
  );
  return names.map((name) => ({ name, formKey: forms.find(({ fields }) => fields.includes(name))?.key ?? null }));
}

const isSet = (value: unknown): boolean => value !== undefined && value !== null && value !== '';
