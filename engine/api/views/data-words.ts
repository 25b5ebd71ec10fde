/** What the forms of a case call its data, so that nobody reads names of variables. */
import { type FieldWords, fieldLabels } from '../../forms/required-fields.ts';
import type { ProcessGraph } from '../../model/graph.ts';
import { definitionsOfCases } from '../../store/read/instances.ts';
import type { Task } from '../contract/tasks.ts';
import type { Services } from '../services.ts';
import { graphOf } from './graph.ts';

/** With the latest version of what it calls, and what that calls: a call runs inside its case. */
export async function graphsInside({ runtime }: Services, definitionId: string): Promise<readonly ProcessGraph[]> {
  const all = [await graphOf(runtime, definitionId)];
  for (const graph of all) {
    for (const { call } of graph.nodes) {
      const key = call?.calledElement.kind === 'literal' ? call.calledElement.text : null;
      const head =
        key === null || all.some((each) => each.key === key) ? undefined : runtime.definitions.latest('process', key);
      if (head) all.push(await graphOf(runtime, head.id));
    }
  }
  return all;
}

/** By path. Where forms do not agree, the application says what is meant, then the process before what it calls. */
export async function dataWords(
  { runtime }: Services,
  graphs: readonly ProcessGraph[],
): Promise<ReadonlyMap<string, FieldWords>> {
  const starts = graphs.flatMap(({ nodes }) => nodes.flatMap(({ startForm }) => startForm ?? []));
  const keys = new Set([...starts, ...graphs.flatMap(({ nodes }) => nodes.flatMap(({ user }) => user?.form ?? []))]);
  return runtime.definitions.withLoaded(() => {
    const labels = [...keys].flatMap((key) => [...fieldLabels(runtime.definitions.find(key, '')?.schema)]);
    return new Map(labels.reverse());
  });
}

/** For each of the cases, what its forms call these data. */
export async function wordsInCases(
  services: Services,
  shown: ReadonlyMap<string, readonly string[]>,
): Promise<ReadonlyMap<string, Task['variableWords']>> {
  const definitions = await definitionsOfCases(services.database, [...shown.keys()]);
  const words = new Map<string, ReadonlyMap<string, FieldWords>>();
  for (const id of new Set(definitions.values()))
    words.set(id, await dataWords(services, await graphsInside(services, id)));
  return new Map(
    [...shown].map(([id, names]) => {
      const known = words.get(definitions.get(id) ?? '');
      const found = names.flatMap((name) => {
        const word = known?.get(name);
        return word ? [[name, wordsOf(word)] as const] : [];
      });
      return [id, Object.fromEntries(found)];
    }),
  );
}

const wordsOf = ({ zh, en, choices }: FieldWords): Task['variableWords'][string] => ({
  ...{ zh, en },
  ...(choices.length > 0 && {
    values: Object.fromEntries(choices.map(({ value, ...words }) => [value, words])),
  }),
});
