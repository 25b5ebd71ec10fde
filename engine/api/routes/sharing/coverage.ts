/** 共享覆盖率: what services ask for, held against what departments share. */
import type { Language } from '../../../errors.ts';
import { fieldLabels, requiredFields } from '../../../forms/required-fields.ts';
import type { ProcessGraph } from '../../../model/graph.ts';
import type { Runtime } from '../../../runtime/engine.ts';
import { coverageOf, rateOf, type ServiceNeeds } from '../../../sharing/coverage.ts';
import { isInForce } from '../../../sharing/entry.ts';
import { allEntries } from '../../../store/sharing/entries.ts';
import { timeText } from '../../formats.ts';
import { nameIn } from '../../names.ts';
import type { Handler } from '../../route.ts';
import { inFormat } from '../../views/csv.ts';
import { startFormOf } from '../../views/graph.ts';

export const getSharingCoverage: Handler<'getSharingCoverage'> = async (call, { runtime, database }) => {
  const now = runtime.clock.now();
  const entries = await allEntries(database);
  const services = await needsOf(runtime, call.language);
  const tables = coverageOf(services, entries, now).map((row) => ({
    ...row,
    rate: rateOf([row]),
    fromApplicant: [...row.fromApplicant],
    unknownSources: [...row.unknownSources],
  }));
  const rows = tables.map((row) => ({ ...row, words: wordsOf(services, row) }));
  const held = entries.filter((entry) => isInForce(entry, now) && entry.sharing !== 'none');
  const connected = held.filter(({ topic }) => topic !== null && runtime.sharing.isQuery(topic));
  const answer = {
    at: timeText(now),
    rate: rateOf(rows),
    required: rows.reduce((sum, { required }) => sum + required, 0),
    shared: rows.reduce((sum, { shared }) => sum + shared, 0),
    departments: { listed: providersOf(held), connected: providersOf(connected) },
    rows,
  };
  return inFormat(call, answer, tables);
};

const providersOf = (entries: readonly { readonly provider: string }[]): number =>
  new Set(entries.map(({ provider }) => provider)).size;

interface AskedFor extends ServiceNeeds {
  readonly labels: ReturnType<typeof fieldLabels>;
}

function wordsOf(
  services: readonly AskedFor[],
  row: { readonly key: string; readonly fromApplicant: readonly string[] },
) {
  const labels = services.find(({ key }) => key === row.key)?.labels;
  const found = row.fromApplicant.flatMap((field) => {
    const label = labels?.get(field);
    return label ? [[field, { zh: label.zh, en: label.en }] as const] : [];
  });
  return Object.fromEntries(found);
}

/** The latest version of everything that is in use and asks an applicant for something. */
async function needsOf({ definitions }: Runtime, language: Language): Promise<AskedFor[]> {
  return definitions.withLoaded(() =>
    [...new Set(definitions.processes().map(({ key }) => key))].sort().flatMap((key) => {
      const head = definitions.latest('process', key);
      if (!head || head.suspended) return [];
      const { graph } = definitions.byId(head.id);
      const form = startFormOf(graph);
      const schema = form === null ? undefined : definitions.find(form, head.deploymentId)?.schema;
      const required = requiredFields(schema);
      return required.length === 0
        ? []
        : [
            {
              key,
              name: nameIn(language, graph) || key,
              required,
              fetched: fetchedBy(graph),
              labels: fieldLabels(schema),
            },
          ];
    }),
  );
}

const fetchedBy = ({ nodes }: ProcessGraph): ServiceNeeds['fetched'] =>
  nodes.flatMap(({ job, outputs }) => {
    const topic = job?.topic.kind === 'literal' ? job.topic.text : null;
    return topic === null ? [] : outputs.map(({ target }) => ({ field: target, topic }));
  });
