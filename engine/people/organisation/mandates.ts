/** D4 代理: in whose place somebody may act, and on what. */
import type { Chart } from './chart.ts';
import type { PersonRow, ProxyRow } from './rows.ts';

/** A right to act for somebody, with what narrows it. */
export interface Mandate {
  readonly principal: PersonRow;
  /** The proxy in between, where somebody acts as the proxy of a proxy. */
  readonly via: string | null;
  /** Null means no narrowing. */
  readonly definitionKeys: readonly string[] | null;
  readonly elementIds: readonly string[] | null;
  /** Only tasks that were opened at or after this instant, epoch ms. */
  readonly openedFrom: number;
}

export interface CoveredTask {
  readonly definitionKey: string;
  readonly elementId: string;
  /** Epoch ms. */
  readonly createdAt: number;
}

/**
 * Whom somebody may act for at the instant of the chart: those who named him, and those for whom one of these acts in turn (one level, never
 * further); what narrows either narrows the whole. Who is not active has no proxy.
 */
export function mandatesOf(chart: Chart, proxy: string): Mandate[] {
  return chart.principalsOf(proxy).flatMap((near) => {
    const direct = mandateOf(chart, [near], null);
    const indirect = chart
      .principalsOf(near.principal)
      .filter(({ principal }) => principal !== proxy)
      .flatMap((far) => mandateOf(chart, [near, far], near.principal));
    return [...direct, ...indirect];
  });
}

function mandateOf(chart: Chart, rows: readonly ProxyRow[], via: string | null): Mandate[] {
  const principal = chart.person(rows.at(-1)?.principal ?? '');
  if (!principal) return [];
  return [
    {
      principal,
      via,
      definitionKeys: narrowest(rows.map(({ definitionKeys }) => definitionKeys)),
      elementIds: narrowest(rows.map(({ elementIds }) => elementIds)),
      openedFrom: Math.max(0, ...rows.map(({ includeExisting, since }) => (includeExisting ? 0 : since))),
    },
  ];
}

/** What all lists have in common; null where there is none. */
function narrowest(lists: readonly (readonly string[] | null)[]): readonly string[] | null {
  return lists.reduce((all, list) => {
    if (all === null || list === null) return all ?? list;
    return all.filter((one) => list.includes(one));
  }, null);
}

export function covers({ definitionKeys, elementIds, openedFrom }: Mandate, task: CoveredTask): boolean {
  return (
    (definitionKeys?.includes(task.definitionKey) ?? true) &&
    (elementIds?.includes(task.elementId) ?? true) &&
    task.createdAt >= openedFrom
  );
}
