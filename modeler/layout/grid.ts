/** Where shapes stand in a grid: columns follow the flow, rows keep what runs side by side apart. */
import type { Link } from './shapes.ts';

interface Cell {
  readonly column: number;
  readonly row: number;
}

export interface GridInput {
  readonly ids: readonly string[];
  readonly links: readonly Link[];
  /** Which band a shape is in, from 0 on; bands are lanes, from top to bottom. */
  bandOf(id: string): number;
}

export interface Grid {
  readonly cells: ReadonlyMap<string, Cell>;
  /** The first row of each band, and the number of rows last. */
  readonly bands: readonly number[];
}

export function gridOf(input: GridInput, bandCount: number): Grid {
  const columns = columnsOf(input);
  const cells = new Map<string, Cell>();
  const bands = [0];
  for (let band = 0; band < bandCount; band++) {
    const first = bands[band] as number;
    const used = new Map<number, Set<number>>();
    const members = input.ids.filter((id) => input.bandOf(id) === band);
    for (const id of [...members].sort((a, b) => (columns.get(a) as number) - (columns.get(b) as number))) {
      const column = columns.get(id) as number;
      const taken = used.get(column) ?? new Set();
      used.set(column, taken);
      const row = freeRow(taken, wishedRow(id, input.links, cells) - first);
      taken.add(row);
      cells.set(id, { column, row: first + row });
    }
    const rows = Math.max(1, ...[...used.values()].flatMap((taken) => [...taken].map((row) => row + 1)));
    bands.push(first + rows);
  }
  return { cells, bands };
}

/** The row of the first that leads to it. */
function wishedRow(id: string, links: readonly Link[], cells: ReadonlyMap<string, Cell>): number {
  for (const { source, target } of links) {
    const cell = target === id ? cells.get(source) : undefined;
    if (cell) return cell.row;
  }
  return 0;
}

function freeRow(taken: ReadonlySet<number>, wished: number): number {
  let row = Math.max(0, wished);
  while (taken.has(row)) row++;
  return row;
}

/** The longest way to a shape, where ways back are not counted. */
function columnsOf({ ids, links }: GridInput): Map<string, number> {
  const next = new Map(ids.map((id): [string, string[]] => [id, []]));
  const known = new Set(ids);
  for (const { source, target } of links) if (known.has(target)) next.get(source)?.push(target);
  const order = depthFirst(ids, next, links);
  const place = new Map(order.map((id, i) => [id, i]));
  const columns = new Map(ids.map((id) => [id, 0]));
  for (const id of order) {
    for (const target of next.get(id) ?? []) {
      if ((place.get(target) as number) <= (place.get(id) as number)) continue;
      columns.set(target, Math.max(columns.get(target) as number, (columns.get(id) as number) + 1));
    }
  }
  return columns;
}

/** Every shape after those that lead to it, ways back aside; without recursion. */
function depthFirst(
  ids: readonly string[],
  next: ReadonlyMap<string, readonly string[]>,
  links: readonly Link[],
): string[] {
  const reached = new Set(links.map(({ target }) => target));
  const seen = new Set<string>();
  const done: string[] = [];
  for (const start of [...ids].sort((a, b) => Number(reached.has(a)) - Number(reached.has(b)))) {
    if (seen.has(start)) continue;
    seen.add(start);
    const open = [{ id: start, at: 0 }];
    for (let top = open.at(-1); top; top = open.at(-1)) {
      const target = next.get(top.id)?.[top.at++];
      if (target === undefined) done.push((open.pop() as { id: string }).id);
      else if (!seen.has(target)) {
        seen.add(target);
        open.push({ id: target, at: 0 });
      }
    }
  }
  return done.reverse();
}
