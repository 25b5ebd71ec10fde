import { expect } from 'chai';
import { realSurroundings } from '../../adapters/real-surroundings.ts';

describe('real surroundings', () => {
  it('should sleep until the signal ends it', async () => {
    const controller = new AbortController();

    const asleep = realSurroundings.sleep(3_600_000, controller.signal).then(
      () => 'slept',
      (error: Error) => error.name,
    );
    controller.abort();

    expect(await asleep).to.equal('AbortError');
  });

  it('should wake up by itself', async () => {
    expect(await realSurroundings.sleep(1, new AbortController().signal)).to.equal(undefined);
  });
});
