import { expect } from 'chai';
import { uuidv7 } from '../../engine/runtime/ids.ts';

const sorted = (ids: readonly string[]): readonly string[] => [...ids].sort();

describe('runtime/ids', () => {
  it('should keep the order of one millisecond, however many it has to hold', () => {
    const ids = Array.from({ length: 10_000 }, () => uuidv7(1_700_000_000_000));

    expect(ids).to.deep.equal(sorted(ids));
    expect(new Set(ids).size).to.equal(ids.length);
    for (const id of ids) expect(id).to.match(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });

  it('should keep it where another clock goes on meanwhile', () => {
    const still: string[] = [];
    for (let n = 0; n < 500; n += 1) {
      still.push(uuidv7(1_710_000_000_000));
      for (let ms = 0; ms < 3; ms += 1) uuidv7(1_720_000_000_000 + 3 * n + ms);
    }

    expect(still).to.deep.equal(sorted(still));
  });

  it('should bear its time', () => {
    expect(uuidv7(1_730_000_000_000).replace('-', '').slice(0, 12)).to.equal(
      (1_730_000_000_000).toString(16).padStart(12, '0'),
    );
  });
});
