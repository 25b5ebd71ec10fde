/** Which fields of a case were filled by which department: what its tasks asked for, and where the model put the answer. */
import type { ProcessGraph } from '../../../model/graph.ts';
import { provenanceOf } from '../../../sharing/provenance.ts';
import { sourcesByTopic } from '../../../store/sharing/entries.ts';
import { listDataObjectionRows } from '../../../store/sharing/objections.ts';
import { answeredIn } from '../../../store/sharing/reads.ts';
import { timeText } from '../../formats.ts';
import type { Handler } from '../../route.ts';
import { dataWords, graphsInside } from '../../views/data-words.ts';
import { requireInstance } from '../../views/instance.ts';
import { entryName } from '../../views/sharing.ts';

export const getSharedData: Handler<'getSharedData'> = async ({ params: { id }, principal, language }, services) => {
  const { database } = services;
  const row = await requireInstance(services, principal, id);
  const calls = await answeredIn(database, row.id);
  const entries = await sourcesByTopic(database);
  const graphs = await graphsInside(services, row.definitionId);
  const fields = provenanceOf(calls, entries, (elementId) => targetsIn(graphs, elementId));
  const labels = await dataWords(services, graphs);
  const seenBy = { id: principal.id, departments: [] };
  const objections = await listDataObjectionRows(database, { instanceId: row.id, seenBy }, { limit: 500 });
  return {
    items: fields.flatMap(({ field, code, provider, at }) => {
      const entry = entries.get(calls.find(({ topic }) => entries.get(topic)?.code === code)?.topic ?? '');
      if (!entry) return [];
      const own = objections.items.find((each) => each.code === code && each.item === field);
      return {
        ...{ field, code, provider, at: timeText(at) },
        label: labels.get(field)?.[language] ?? entryName(language, entry),
        name: entryName(language, entry),
        providerName: language === 'zh' ? entry.providerZh : entry.providerEn,
        objection: own ? { id: own.id, state: own.state, decision: own.decision } : null,
      };
    }),
  };
};

function targetsIn(graphs: readonly ProcessGraph[], elementId: string): readonly string[] | null {
  const node = graphs.flatMap(({ nodes }) => nodes).find(({ id }) => id === elementId);
  return !node || node.outputs.length === 0 ? null : node.outputs.map(({ target }) => target);
}
