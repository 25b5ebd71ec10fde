/** Which fields of a case were filled by which department: what its tasks asked for, and where the model put the answer. */
import { fieldLabels } from '../../../forms/required-fields.ts';
import type { ProcessGraph } from '../../../model/graph.ts';
import { provenanceOf } from '../../../sharing/provenance.ts';
import { allEntries } from '../../../store/sharing/entries.ts';
import { listDataObjectionRows } from '../../../store/sharing/objections.ts';
import { answeredIn } from '../../../store/sharing/reads.ts';
import { timeText } from '../../formats.ts';
import type { Handler } from '../../route.ts';
import type { Services } from '../../services.ts';
import { graphOf } from '../../views/graph.ts';
import { requireInstance } from '../../views/instance.ts';
import { entryName } from '../../views/sharing.ts';

export const getSharedData: Handler<'getSharedData'> = async ({ params: { id }, principal, language }, services) => {
  const { database } = services;
  const row = await requireInstance(services, principal, id);
  const calls = await answeredIn(database, row.id);
  const entries = new Map(
    (await allEntries(database)).flatMap((entry) =>
      entry.topic === null || entry.copyOf !== null ? [] : [[entry.topic, entry] as const],
    ),
  );
  const graphs = await graphsOf(services, [await graphOf(services.runtime, row.definitionId)]);
  const fields = provenanceOf(calls, entries, (elementId) => targetsIn(graphs, elementId));
  const labels = await labelsOf(services, graphs);
  const seenBy = { id: principal.id, departments: [] };
  const objections = await listDataObjectionRows(database, { instanceId: row.id, seenBy }, { limit: 500 });
  return {
    items: fields.flatMap(({ field, code, provider, at }) => {
      const entry = entries.get(calls.find(({ topic }) => entries.get(topic)?.code === code)?.topic ?? '');
      if (!entry) return [];
      const own = objections.items.find((each) => each.code === code && each.item === field);
      return {
        ...{ field, code, provider, at: timeText(at) },
        label: labels.get(field)?.[language] ?? field,
        name: entryName(language, entry),
        providerName: language === 'zh' ? entry.providerZh : entry.providerEn,
        objection: own ? { id: own.id, state: own.state, decision: own.decision } : null,
      };
    }),
  };
};

/** With the latest version of what it calls, and what that calls: a call runs inside its case. */
async function graphsOf({ runtime }: Services, found: readonly ProcessGraph[]): Promise<readonly ProcessGraph[]> {
  const all = [...found];
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

function targetsIn(graphs: readonly ProcessGraph[], elementId: string): readonly string[] | null {
  const node = graphs.flatMap(({ nodes }) => nodes).find(({ id }) => id === elementId);
  return !node || node.outputs.length === 0 ? null : node.outputs.map(({ target }) => target);
}

async function labelsOf(
  { runtime }: Services,
  graphs: readonly ProcessGraph[],
): Promise<ReturnType<typeof fieldLabels>> {
  const keys = new Set(
    graphs.flatMap(({ nodes }) => nodes.flatMap(({ user, startForm }) => user?.form ?? startForm ?? [])),
  );
  return runtime.definitions.withLoaded(
    () => new Map([...keys].flatMap((key) => [...fieldLabels(runtime.definitions.find(key, '')?.schema)])),
  );
}
