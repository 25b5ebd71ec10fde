import { expect } from 'chai';
import { SharedRead } from '../../engine/runtime/shared-read.ts';

/** Reads that end when they are told to. */
function controlled() {
  const ends: ((error?: Error) => void)[] = [];
  const shared = new SharedRead(
    () => new Promise((resolve, reject) => ends.push((error) => (error ? reject(error) : resolve()))),
  );
  const turn = () => new Promise((resolve) => setImmediate(resolve));
  const end = async (n: number, error?: Error): Promise<void> => {
    await turn();
    ends[n]?.(error);
    await turn();
  };
  return { shared, end, turn, begun: () => ends.length };
}

describe('runtime/shared read', () => {
  it('should read once more, and only once, for all who ask while it reads', async () => {
    const { shared, end, turn, begun } = controlled();
    const first = shared.newest();
    await turn();
    let later = 0;
    const others = [1, 2, 3].map(() => shared.newest().then(() => (later += 1)));

    await end(0);
    await first;

    expect(begun()).to.equal(2);
    expect(later, 'answered by a read that had begun before they asked').to.equal(0);
    await end(1);
    await Promise.all(others);
    expect(begun()).to.equal(2);
    expect(later).to.equal(3);
  });

  it('should tell of a failed read only those who asked for it, and read again', async () => {
    const { shared, end, turn, begun } = controlled();
    const first = shared.newest().catch((error: Error) => error.message);
    await turn();
    const second = shared.newest().then(() => 'read');

    await end(0, new Error('no database'));
    await end(1);

    expect(await first).to.equal('no database');
    expect(await second).to.equal('read');
    expect(begun()).to.equal(2);
  });
});
