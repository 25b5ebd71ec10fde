/** Puts service items into use: read, checked and compared with what is in use, each alone. */

import { isDeepStrictEqual } from 'node:util';
import type pg from 'pg';
import { checkItem } from '../items/check-item.ts';
import { guide } from '../items/guide.ts';
import type { ServiceItem } from '../items/item.ts';
import type { ItemProblem } from '../items/item-problem.ts';
import { parseItem } from '../items/parse-item.ts';
import { currentItems, type ItemRow, writeItems } from '../store/items/items.ts';
import { inTransaction } from '../store/transaction.ts';

export interface ImportedItem {
  readonly key: string | null;
  readonly outcome: 'added' | 'changed' | 'unchanged' | 'refused';
  readonly problems: ItemProblem[];
}

export interface ItemImport {
  readonly by: string;
  /** Epoch ms. */
  readonly at: number;
  readonly dryRun?: boolean | undefined;
  /** Whether a process of this key is deployed. */
  readonly hasProcess: (key: string) => boolean;
}

/** In the order given. Nothing is written in a dry run. */
export function importItems(pool: pg.Pool, given: readonly unknown[], order: ItemImport): Promise<ImportedItem[]> {
  return inTransaction(pool, async (client) => {
    const read = given.map(parseItem);
    const keys = read.flatMap((each) => (each.ok ? [each.item.key] : []));
    const current = new Map((await currentItems(client, keys)).map((row) => [row.key, row]));
    const judged = read.map((each, index) => {
      if (!each.ok)
        return { key: keyOf(given[index]), outcome: 'refused' as const, problems: each.problems.map(unreadable) };
      const isTwice = keys.indexOf(each.item.key) !== keys.lastIndexOf(each.item.key);
      return { ...judge(each.item, { current: current.get(each.item.key), order, isTwice }), item: each.item };
    });
    const taken = judged.flatMap((each) =>
      'item' in each && (each.outcome === 'added' || each.outcome === 'changed') ? [each.item] : [],
    );
    if (!order.dryRun && taken.length > 0)
      await writeItems(
        client,
        taken.map((item) => ({ item, visits: mostVisits(item) })),
        order,
      );
    return judged.map(({ key, outcome, problems }) => ({ key, outcome, problems }));
  });
}

interface Judging {
  readonly current: ItemRow | undefined;
  readonly order: ItemImport;
  readonly isTwice: boolean;
}

function judge(item: ServiceItem, { current, order, isTwice }: Judging): ImportedItem {
  const { key } = item;
  if (current && isDeepStrictEqual(current.content, item)) return { key, outcome: 'unchanged', problems: [] };
  const problems = [
    ...checkItem(item),
    ...unknownProcess(item, order),
    ...(isTwice ? [twice(key)] : []),
    ...newer(item, current),
  ];
  if (problems.some(({ severity }) => severity === 'error')) return { key, outcome: 'refused', problems };
  return { key, outcome: current ? 'changed' : 'added', problems };
}

/** A version that was in use stays what it was: a change has a number of its own. */
function newer({ version }: ServiceItem, current: ItemRow | undefined): readonly ItemProblem[] {
  if (!current || version > current.version) return [];
  const [zh, en] = [
    `内容有变，版本应大于 ${current.version}，但为 ${version}`,
    `it has changed, so its version has to be greater than ${current.version}, but it is ${version}`,
  ];
  return [{ severity: 'error', rule: 'version-in-use', message: { zh, en } }];
}

function unknownProcess({ processKey }: ServiceItem, { hasProcess }: ItemImport): readonly ItemProblem[] {
  if (hasProcess(processKey)) return [];
  const message = { zh: `没有部署流程“${processKey}”`, en: `no process "${processKey}" is deployed` };
  return [{ severity: 'error', rule: 'process-unknown', message }];
}

const twice = (key: string): ItemProblem => ({
  severity: 'error',
  rule: 'item-twice',
  message: { zh: `“${key}”在导入中出现多次`, en: `"${key}" occurs more than once in the import` },
});

const unreadable = (reason: string): ItemProblem => ({
  severity: 'error',
  rule: 'item-format',
  message: { zh: `格式不符：${reason}`, en: `not the format: ${reason}` },
});

/** For how many things an applicant has to come at the most: as if every condition held. */
const mostVisits = (item: ServiceItem): number =>
  guide(
    {
      ...item,
      questions: [],
      materials: item.materials.map(unconditional),
      visits: item.visits?.map(unconditionalVisit),
    },
    {},
  ).visits.length;

const unconditional = ({ appliesWhen: _when, ...material }: ServiceItem['materials'][number]) => material;
const unconditionalVisit = ({ when: _when, ...visit }: NonNullable<ServiceItem['visits']>[number]) => visit;

function keyOf(data: unknown): string | null {
  const key = (data as { readonly key?: unknown } | null)?.key;
  return typeof key === 'string' ? key : null;
}
