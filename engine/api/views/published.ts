import { openElements } from '../../core/query.ts';
import type { InstanceState, Variables } from '../../core/state.ts';
import type { Runtime } from '../../runtime/engine.ts';
import type { InstanceRow } from '../../store/read/instances.ts';
import type { ProcessInstance } from '../contract/instances.ts';
import { graphOf } from './graph.ts';

type Named = ProcessInstance['published'];

interface Published {
  /** Each with the first form of a task that has it as a field. */
  readonly names: Named;
  /** What they are: those of the case, and where it has none, those of the processes it calls just now. */
  readonly values: Variables;
}

/** The variables of a case that its process, and each process it calls just now, publishes to the applicant, as far as they are set. */
export async function publishedOf(runtime: Runtime, row: InstanceRow, state: InstanceState): Promise<Published> {
  const called = row.endedAt === null ? openElements(state).filter(({ node, parent }) => node === 0 && parent) : [];
  const scopes = [
    { definitionId: row.definitionId, variables: row.variables },
    ...called.map(({ def, vars = {} }) => ({ definitionId: state.definitions[def] ?? '', variables: vars })),
  ];
  const names = new Map<string, Named[number]>();
  const values: Record<string, unknown> = {};
  for (const { definitionId, variables } of scopes)
    for (const each of await setIn(runtime, definitionId, variables)) {
      if (names.has(each.name)) continue;
      names.set(each.name, each);
      values[each.name] = variables[each.name];
    }
  return { names: [...names.values()], values: values as Variables };
}

async function setIn(runtime: Runtime, definitionId: string, variables: Variables): Promise<Named> {
  const graph = await graphOf(runtime, definitionId);
  const names = graph.published.filter((name) => isSet(variables[name]));
  if (names.length === 0) return [];
  const { definitions } = runtime;
  const deploymentId = definitions.head(definitionId)?.deploymentId ?? '';
  const keys = new Set(graph.nodes.flatMap(({ user }) => user?.form ?? []));
  const forms = await definitions.withLoaded(() =>
    [...keys].map((key) => ({ key, fields: definitions.find(key, deploymentId)?.fields ?? [] })),
  );
  return names.map((name) => ({ name, formKey: forms.find(({ fields }) => fields.includes(name))?.key ?? null }));
}

const isSet = (value: unknown): boolean => value !== undefined && value !== null && value !== '';
