import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { appliedFor } from '../../engine/items/applied-for.ts';
import { guide } from '../../engine/items/guide.ts';
import type { ServiceItem } from '../../engine/items/item.ts';

const item = JSON.parse(readFileSync('processes/government-service/item.json', 'utf8')) as ServiceItem;

describe('what a case keeps of its item', () => {
  it('should name what the item and its conditions rest on, each once', () => {
    const kept = appliedFor(item, { answers: {}, channel: 'online', guidance: guide(item, {}) });

    expect(kept.legalBasis.map(({ zh }) => zh)).to.deep.equal([
      '食品安全法第三十五条',
      '食品经营许可和备案管理办法',
      '行政许可法第三十二条',
    ]);
    expect(kept.legalBasis.every(({ en }) => en !== '')).to.equal(true);
  });
});
