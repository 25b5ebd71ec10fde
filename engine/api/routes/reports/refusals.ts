import type { Language } from '../../../errors.ts';
import type { FieldWords } from '../../../forms/required-fields.ts';
import { FEWEST, hiddenGroups } from '../../../rights/small-groups.ts';
import type { Runtime } from '../../../runtime/engine.ts';
import { formatDay } from '../../../sla/calendar/civil.ts';
import { type RefusalRow, readRefusals } from '../../../store/read/refusals.ts';
import type { RefusalGroup } from '../../contract/indicators.ts';
import type { Handler } from '../../route.ts';
import type { Services } from '../../services.ts';
import { inFormat } from '../../views/csv.ts';
import { dataWords, graphsInside } from '../../views/data-words.ts';
import { modelNames } from '../../views/model-names.ts';
import { spanOfMonth } from '../../views/months.ts';
import { departmentsWithin } from '../../views/within.ts';

/** The current month where none is named. */
export const getRefusals: Handler<'getRefusals'> = async (call, services) => {
  const { runtime, database } = services;
  const { language, principal, query } = call;
  const now = runtime.clock.now();
  const month = query.month ?? formatDay(runtime.calendars.current.of([], now).dayOf(now)).slice(0, 7);
  const within = departmentsWithin(services, principal);
  const keys = await comparing(runtime);
  const rows = await readRefusals(database, { keys, within, month, from: spanOfMonth(services, month).from });
  const names = await modelNames(
    runtime,
    language,
    keys.map((definitionKey) => ({ definitionKey })),
  );
  const items: RefusalGroup[] = [];
  for (const key of keys) {
    const words = await wordsOf(services, key);
    for (const groups of comparisons(rows.filter(({ definitionKey }) => definitionKey === key))) {
      const hidden = hiddenGroups(groups.map(({ decided }) => decided));
      items.push(
        ...groups.map((row, index) => ({
          definitionKey: key,
          definitionName: names.process(key),
          ...called(row, words, language),
          ...(hidden.has(index) ? NOTHING : shown(row)),
        })),
      );
    }
  }
  return inFormat(call, { month, fewest: FEWEST, items }, items);
};

/** Processes that say what refusals are compared by, with an output mapping. */
async function comparing({ definitions }: Runtime): Promise<readonly string[]> {
  const keys = [...new Set(definitions.processes().map(({ key }) => key))];
  return definitions.withLoaded(() =>
    keys.filter((key) => {
      const head = definitions.latest('process', key);
      return head && definitions.byId(head.id).graph.nodes.some(({ outputs }) => outputs.some(isFairness));
    }),
  );
}

const isFairness = ({ target }: { readonly target: string }): boolean => target === 'fairness';

const NOTHING = { decided: null, refused: null, rate: null };
const shown = ({ decided, refused }: RefusalRow) => ({ decided, refused, rate: refused / decided });

/** By what they compare. */
const comparisons = (rows: readonly RefusalRow[]): readonly (readonly RefusalRow[])[] =>
  [...new Set(rows.map(({ variable }) => variable))].map((variable) => rows.filter((row) => row.variable === variable));

/** What the forms of the process call its data. */
async function wordsOf(services: Services, key: string): Promise<ReadonlyMap<string, FieldWords>> {
  const head = services.runtime.definitions.latest('process', key);
  return head ? dataWords(services, await graphsInside(services, head.id)) : new Map();
}

function called({ variable, value }: RefusalRow, words: ReadonlyMap<string, FieldWords>, language: Language) {
  const word = words.get(variable);
  const choice = word?.choices.find((one) => one.value === value);
  return { variable, variableName: word?.[language] ?? variable, value, valueName: choice?.[language] ?? value };
}
