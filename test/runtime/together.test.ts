import { expect } from 'chai';
import { Together } from '../../engine/runtime/together.ts';

describe('runtime/together', () => {
  const doubled = (asked: number[][]) =>
    new Together(async (items: readonly number[]) => {
      asked.push([...items]);
      return items.map((item) => item * 2);
    }, 3);

  it('should ask once for what comes at the same time, and give each its answer', async () => {
    const asked: number[][] = [];
    const together = doubled(asked);

    const answers = await Promise.all([3, 1, 2].map((item) => together.ask(item)));

    expect(answers).to.deep.equal([6, 2, 4]);
    expect(asked).to.deep.equal([[3, 1, 2]]);
  });

  it('should ask for no more at once than it may', async () => {
    const asked: number[][] = [];
    const together = doubled(asked);

    await Promise.all([1, 2, 3, 4].map((item) => together.ask(item)));

    expect(asked).to.deep.equal([[1, 2, 3], [4]]);
  });

  it('should keep for the next time what comes while one is on its way', async () => {
    const asked: number[][] = [];
    let answer = (): void => undefined;
    const together = new Together(async (items: readonly number[]) => {
      asked.push([...items]);
      if (asked.length === 1) await new Promise<void>((resolve) => (answer = resolve));
      return items;
    });
    const first = together.ask(1);
    await new Promise((resolve) => setImmediate(resolve));
    const later = [together.ask(2), together.ask(3)];

    answer();

    expect(await Promise.all([first, ...later])).to.deep.equal([1, 2, 3]);
    expect(asked).to.deep.equal([[1], [2, 3]]);
    expect(await together.ask(4)).to.equal(4);
  });

  it('should fail only the culprit where what was asked is refused', async () => {
    const together = new Together(async (items: readonly number[]) => {
      if (items.includes(2)) throw new Error('no two');
      return items;
    });

    const answers = await Promise.allSettled([1, 2, 3].map((item) => together.ask(item)));

    expect(answers.map(({ status }) => status)).to.deep.equal(['fulfilled', 'rejected', 'fulfilled']);
  });

  it('should not ask again one by one where nobody answers', async () => {
    let asked = 0;
    const together = new Together(async () => {
      asked += 1;
      throw Object.assign(new Error('gone'), { code: 'ECONNREFUSED' });
    });

    const answers = await Promise.allSettled([1, 2, 3].map((item) => together.ask(item)));

    expect(answers.map(({ status }) => status)).to.deep.equal(['rejected', 'rejected', 'rejected']);
    expect(asked).to.equal(1);
  });
});
