import { expect } from 'chai';
import { wholeIn } from '../../../apps/shared/components/around.ts';

describe('the part of a plane that a diagram is shown with', () => {
  it('should hold a large drawing whole, with a rim on every side', () => {
    const box = wholeIn({ width: 1032, height: 532 }, { x: 100, y: 200, width: 2000, height: 500 });

    expect(box).to.deep.equal({ x: 68, y: -82, width: 2064, height: 1064 });
  });

  it('should not enlarge a small drawing', () => {
    const box = wholeIn({ width: 400, height: 300 }, { x: 0, y: 0, width: 100, height: 100 });

    expect(box).to.deep.equal({ x: -150, y: -100, width: 400, height: 300 });
  });

  it('should be nothing while the screen has no room', () => {
    expect(wholeIn({ width: 0, height: 0 }, { x: 0, y: 0, width: 100, height: 100 })).to.equal(undefined);
  });
});
