import { expect } from 'chai';
import { type DraftStorage, DraftStore } from '../../../modeler/drafts/draft-store.ts';

function storage(entries = new Map<string, string>()): DraftStorage {
  return {
    get length() {
      return entries.size;
    },
    key: (index) => [...entries.keys()][index] ?? null,
    getItem: (key) => entries.get(key) ?? null,
    setItem: (key, value) => void entries.set(key, value),
    removeItem: (key) => void entries.delete(key),
  };
}

describe('modeler/drafts', () => {
  it('should find what an earlier visit left', () => {
    const browser = storage();
    new DraftStore(browser, 'first').save({ name: '受理', xml: '<a/>', savedAt: 1 });

    const found = new DraftStore(browser, 'second').list();

    expect(found).to.deep.equal([{ id: 'first', name: '受理', xml: '<a/>', savedAt: 1 }]);
  });

  it('should not overwrite what an earlier visit left', () => {
    const browser = storage();
    new DraftStore(browser, 'first').save({ name: 'A', xml: '<a/>', savedAt: 1 });

    new DraftStore(browser, 'second').save({ name: 'B', xml: '<b/>', savedAt: 2 });

    expect(new DraftStore(browser, 'third').list().map(({ name }) => name)).to.deep.equal(['B', 'A']);
  });

  it('should keep the newest five', () => {
    const browser = storage();

    for (let at = 1; at <= 7; at++)
      new DraftStore(browser, `visit-${at}`).save({ name: `${at}`, xml: '<a/>', savedAt: at });

    expect(new DraftStore(browser, 'x').list().map(({ savedAt }) => savedAt)).to.deep.equal([7, 6, 5, 4, 3]);
  });

  it('should forget what was discarded, and nothing else', () => {
    const browser = storage(new Map([['other', '1']]));
    const store = new DraftStore(browser, 'mine');
    store.save({ name: 'A', xml: '<a/>', savedAt: 1 });

    store.discard();

    expect(store.list()).to.deep.equal([]);
    expect(browser.getItem('other')).to.equal('1');
  });

  it('should say when the browser cannot keep it', () => {
    const full = { ...storage(), setItem: () => expect.fail('QuotaExceededError') };

    expect(new DraftStore(full, 'mine').save({ name: 'A', xml: '<a/>', savedAt: 1 })).to.equal(false);
  });

  it('should pass over entries that are no drafts', () => {
    const browser = storage(
      new Map([
        ['tongban.modeler.draft.a', '{"xml":'],
        ['tongban.modeler.draft.b', '{"xml":1}'],
      ]),
    );

    expect(new DraftStore(browser, 'mine').list()).to.deep.equal([]);
  });
});
