import { expect } from 'chai';
import { Timetable } from '../../../engine/boot/town/timetable.ts';

describe('boot/town/timetable', () => {
  it('should give the entries of a slot in the order of time, once', () => {
    const timetable = new Timetable<{ at: number }>({ from: 1_000, slotMs: 100 });
    for (const at of [1_260, 1_210, 1_399]) timetable.put({ at });

    expect(timetable.firstSlot).to.equal(2);
    expect(timetable.take(2).map(({ at }) => at)).to.deep.equal([1_210, 1_260]);
    expect(timetable.firstSlot).to.equal(3);
    expect(timetable.take(2)).to.deep.equal([]);
  });

  it('should put what is late into the next slot', () => {
    const timetable = new Timetable<{ at: number }>({ from: 0, slotMs: 100 });
    timetable.take(4);

    timetable.put({ at: 10 });

    expect(timetable.firstSlot).to.equal(5);
    expect(timetable.startOf(5)).to.equal(500);
  });

  it('should be over where nobody is up any more', () => {
    expect(new Timetable({ from: 0, slotMs: 1 }).firstSlot).to.equal(Number.POSITIVE_INFINITY);
  });
});
