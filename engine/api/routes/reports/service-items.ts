import { basisInOrNull } from '../../../law/basis.ts';
import type { LimitSpec, ModelValue, ProcessGraph } from '../../../model/graph.ts';
import type { Runtime } from '../../../runtime/engine.ts';
import { currentItems } from '../../../store/items/items.ts';
import { readBoard } from '../../../store/read/board.ts';
import { type ItemRow, readItems } from '../../../store/read/durations.ts';
import type { ServiceItem } from '../../contract/indicators.ts';
import { timeText } from '../../formats.ts';
import { nameIn } from '../../names.ts';
import type { Handler } from '../../route.ts';
import { inFormat } from '../../views/csv.ts';
import { spanOf } from '../../views/span.ts';
import { departmentsWithin } from '../../views/within.ts';
import { lampsOf } from '../sla/filter.ts';

const CLOCKS = ['promised', 'statutory'] as const;
const NOTHING: Omit<ItemRow, 'definitionKey' | 'clock'> = {
  count: 0,
  inTime: 0,
  meanNetDays: null,
  medianNetDays: null,
  p90NetDays: null,
  meanGrossMs: null,
  medianGrossMs: null,
  p90GrossMs: null,
};

/** A row for every limit of a whole case that a process has now, or had when something was measured by it. */
export const getServiceItemTimes: Handler<'getServiceItemTimes'> = async (call, services) => {
  const { database, runtime } = services;
  const within = departmentsWithin(services, call.principal);
  const ended = await readItems(database, { within, ...spanOf(services, call.query) });
  const models = await modelsOf(runtime);
  const named = [...models.values()].flatMap(({ serviceItem }) => serviceItem ?? []);
  const cards = new Map((await currentItems(database, named)).map(({ key, content }) => [key, content.name]));
  const items: ServiceItem[] = [];
  for (const clock of CLOCKS) {
    const open = await readBoard(database, 'process', { within, clock });
    const keys = new Set([
      ...[...models].flatMap(([key, model]) => (model.limits.some((limit) => limit.clock === clock) ? [key] : [])),
      ...open.flatMap(({ definitionKey }) => definitionKey ?? []),
      ...ended.flatMap((row) => (row.clock === clock ? [row.definitionKey] : [])),
    ]);
    for (const definitionKey of keys) {
      const model = models.get(definitionKey);
      const limit = model?.limits.find((one) => one.clock === clock);
      const row = ended.find((one) => one.definitionKey === definitionKey && one.clock === clock);
      const { definitionKey: _key, clock: _clock, ...measured } = row ?? { ...NOTHING, definitionKey, clock };
      items.push({
        serviceItem: model?.serviceItem ?? null,
        serviceItemName: cards.get(model?.serviceItem ?? '')?.[call.language] ?? null,
        definitionKey,
        definitionName: (model && nameIn(call.language, model)) || definitionKey,
        clock,
        limit: limit ? limitOf(limit) : null,
        basis: basisInOrNull(call.language, limit?.basis, model?.bases),
        ...lampsOf(open.filter((one) => one.definitionKey === definitionKey)),
        inTimeRate: measured.count === 0 ? null : measured.inTime / measured.count,
        ...measured,
      });
    }
  }
  items.sort((a, b) => order(a).localeCompare(order(b)));
  return inFormat(call, { at: timeText(runtime.clock.now()), items }, items);
};

const order = ({ serviceItem, definitionKey, clock }: ServiceItem): string =>
  `${serviceItem ?? '~'} ${definitionKey} ${clock}`;

/** A limit that an expression gives has no one figure. */
function limitOf({ value, unit }: LimitSpec): ServiceItem['limit'] {
  const n = literal(value);
  return n === null ? null : { n, unit };
}

function literal(value: ModelValue): number | null {
  const n = value.kind === 'literal' ? Number(value.text) : Number.NaN;
  return Number.isFinite(n) ? n : null;
}

interface Model {
  readonly name: string;
  readonly nameEn: string | null;
  readonly serviceItem: string | null;
  readonly limits: readonly LimitSpec[];
  readonly bases: ProcessGraph['bases'];
}

/** The version in effect of every process. */
async function modelsOf({ definitions }: Runtime): Promise<ReadonlyMap<string, Model>> {
  const keys = [...new Set(definitions.processes().map(({ key }) => key))];
  const heads = keys.flatMap((key) => definitions.latest('process', key) ?? []);
  return definitions.withLoaded(
    () =>
      new Map(
        heads.map(({ id, key }) => {
          const { name, graph } = definitions.byId(id);
          return [
            key,
            {
              name,
              nameEn: graph.nameEn ?? null,
              serviceItem: graph.serviceItem,
              limits: graph.nodes[0]?.limits ?? [],
              bases: graph.bases,
            },
          ] as const;
        }),
      ),
  );
}
