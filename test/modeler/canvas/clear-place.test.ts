import { expect } from 'chai';
import fc from 'fast-check';
import { type Box, clearPlace, crosses, type Point, type Search } from '../../../modeler/canvas/clear-place.ts';

const SIZE = { width: 100, height: 80 };
const SOURCE: Box = { x: 100, y: 100, ...SIZE };
const FIRST: Point = { x: 300, y: 140 };

/** From the right side, down or up half way, and on: as flows between tasks are drawn. */
function route({ x, y, height }: Box): Point[] {
  const from = { x: SOURCE.x + SOURCE.width, y: SOURCE.y + SOURCE.height / 2 };
  const to = { x, y: y + height / 2 };
  const bend = (from.x + to.x) / 2;
  return [from, { x: bend, y: from.y }, { x: bend, y: to.y }, to];
}

const find = (obstacles: readonly Box[], more: Partial<Search> = {}): Point =>
  clearPlace({ first: FIRST, size: SIZE, source: SOURCE, obstacles, frame: undefined, route, ...more });

const boxAt = ({ x, y }: Point): Box => ({ x: x - 50, y: y - 40, ...SIZE });
const isClear = (at: Point, obstacles: readonly Box[]): boolean => {
  const { x, y, width, height } = boxAt(at);
  const isFree = obstacles.every(
    (one) => x >= one.x + one.width || one.x >= x + width || y >= one.y + one.height || one.y >= y + height,
  );
  return isFree && !crosses(route(boxAt(at)), obstacles);
};

describe('modeler/canvas: a clear place', () => {
  it('should be the first one where nothing is in the way', () => {
    expect(find([])).to.deep.equal(FIRST);
  });

  it('should be below a neighbour on the right that is in the way, connected or not', () => {
    const neighbour = { x: 250, y: 100, ...SIZE };

    const at = find([neighbour]);

    expect(at.x).to.equal(FIRST.x);
    expect(at.y).to.be.greaterThan(FIRST.y);
    expect(isClear(at, [neighbour])).to.equal(true);
  });

  it('should not be behind a neighbour that the flow would have to cross', () => {
    const between = { x: 260, y: 120, width: 36, height: 36 };

    const at = find([between], { first: { x: 450, y: 140 } });

    expect(isClear(at, [between])).to.equal(true);
  });

  it('should not be on a flow that leads elsewhere, unless there is no other place', () => {
    const way = [
      { x: 300, y: 0 },
      { x: 300, y: 400 },
      { x: 600, y: 400 },
    ];

    const at = find([], { ways: [way] });

    expect(crosses(way, [boxAt(at)])).to.equal(false);
    expect(find([], { ways: [way], frame: { x: 240, y: 0, width: 120, height: 400 } })).to.deep.equal(FIRST);
  });

  it('should be inside the frame where there is room, also above', () => {
    const neighbour = { x: 250, y: 100, ...SIZE };
    const frame = { x: 0, y: -200, width: 900, height: 400 };

    const at = find([neighbour], { frame });

    expect(at.y).to.be.lessThan(FIRST.y);
    expect(isClear(at, [neighbour])).to.equal(true);
  });

  it('should be where it would have been when no place is clear', () => {
    expect(find([{ x: -5000, y: -5000, width: 10_000, height: 10_000 }])).to.deep.equal(FIRST);
  });

  it('should be clear whatever stands around, wherever it is not the first', () => {
    const box = fc.record({
      x: fc.integer({ min: 210, max: 700 }),
      y: fc.integer({ min: -300, max: 600 }),
      width: fc.integer({ min: 20, max: 200 }),
      height: fc.integer({ min: 20, max: 200 }),
    });

    fc.assert(
      fc.property(fc.array(box, { maxLength: 8 }), (obstacles) => {
        const at = find(obstacles);
        return (at.x === FIRST.x && at.y === FIRST.y) || isClear(at, obstacles);
      }),
    );
  });
});
