import type { TableModel } from '../boxed/table-model.ts';
import { type Axis, axisOf, shownClass } from './axis.ts';
import { TooMuchWork } from './too-much-work.ts';

/** Work for one table, in cells looked at: about a second. What needs more is told to be not analysed. */
const MAX_WORK = 3_000_000;
export const MAX_RULES = 1_000;

/** A combination of classes, one per axis. */
export type Point = readonly number[];

/** Per axis which classes belong; a rule is such a box. */
export type Box = readonly (readonly boolean[])[];

/** A table as boxes in the space of its inputs. */
export class Grid {
  readonly table: TableModel;
  readonly axes: readonly Axis[];
  private work = 0;

  private constructor(table: TableModel, axes: readonly Axis[]) {
    this.table = table;
    this.axes = axes;
  }

  /** Undefined where an input has no classes that could be made. */
  static of(table: TableModel): Grid | undefined {
    const axes = table.inputs.map((_, index) => axisOf(table, index));
    return axes.every((axis) => axis !== undefined) ? new Grid(table, axes) : undefined;
  }

  /** What a rule admits; null where one of its cells cannot be analysed. */
  box(rule: number): Box | null {
    const sides = this.axes.map(({ admits }) => admits[rule] ?? null);
    return sides.every((side) => side !== null) ? sides : null;
  }

  /** As `box`, but a cell that cannot be analysed counts as admitting everything: no less than the rule admits. */
  atMost(rule: number): Box {
    return this.axes.map(({ admits, samples }) => admits[rule] ?? samples.map(() => true));
  }

  /** All that people may enter. */
  usual(): Box {
    return this.axes.map(({ samples, usual }) => samples.map((_, index) => index < usual));
  }

  pay(work: number): void {
    this.work += work;
    if (this.work > MAX_WORK) throw new TooMuchWork();
  }

  /** A point of two boxes, null values included and values of other types left out; null where there is none. */
  common(a: Box, b: Box): Point | null {
    this.pay(this.axes.length);
    const point: number[] = [];
    for (const [axis, { known }] of this.axes.entries()) {
      const found = (a[axis] ?? []).findIndex((admitted, index) => admitted && b[axis]?.[index] === true);
      if (found < 0 || found >= known) return null;
      point.push(found);
    }
    return point;
  }

  /** A point of `region` that none of the boxes holds; null where they cover it. */
  uncovered(region: Box, boxes: readonly Box[]): Point | null {
    if (region.some((side) => !side.includes(true))) return null;
    return this.search({ region, boxes, seen: new Set() }, { axis: 0, active: boxes.map((_, index) => index) });
  }

  private search(cover: Cover, { axis, active }: { axis: number; active: readonly number[] }): Point | null {
    this.pay(active.length + 1);
    if (active.length === 0) return cover.region.slice(axis).map((side) => side.indexOf(true));
    const side = cover.region[axis];
    if (!side) return null;
    const key = `${axis}:${active.join(',')}`;
    if (cover.seen.has(key)) return null;
    for (const [index, wanted] of side.entries()) {
      if (!wanted) continue;
      const still = active.filter((box) => cover.boxes[box]?.[axis]?.[index] === true);
      const rest = this.search(cover, { axis: axis + 1, active: still });
      if (rest) return [index, ...rest];
    }
    cover.seen.add(key);
    return null;
  }

  /** `age = 17, region = "north"`. */
  shown(point: Point): string {
    return this.axes.map((axis, index) => `${axis.label} = ${shownClass(axis, point[index] ?? 0)}`).join(', ');
  }
}

interface Cover {
  readonly region: Box;
  readonly boxes: readonly Box[];
  /** What is known to be covered, whatever comes on the axes before. */
  readonly seen: Set<string>;
}
