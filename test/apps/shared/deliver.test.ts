import { expect } from 'chai';
import { answered } from '../../../apps/shared/api/connection.ts';
import { deliver } from '../../../apps/shared/api/deliver.ts';
import { ApiProblem } from '../../../apps/shared/api/problem.ts';
import { dropDraftsOf, findDraft, keepDraft } from '../../../apps/shared/local-drafts.ts';

type Reply = Response | 'nobody';

describe('writes over a network that fails', () => {
  const real = globalThis.fetch;
  let replies: Reply[];
  let keys: (string | null)[];

  beforeEach(() => {
    keys = [];
    globalThis.fetch = async (_input, init) => {
      keys.push(new Headers(init?.headers).get('idempotency-key'));
      const reply = replies.shift() ?? 'nobody';
      if (reply === 'nobody') throw new TypeError('fetch failed');
      return reply;
    };
  });
  afterEach(() => {
    globalThis.fetch = real;
    replies = [new Response('{}')];
    answered();
  });

  const post = (address: string, impatient = false) =>
    deliver({
      address,
      init: { method: 'POST', headers: new Headers(), body: 'x' },
      same: `post ${address} x`,
      impatient,
    });
  const ok = (): Response => new Response('{}', { status: 200 });
  const failed = async (attempt: Promise<Response>): Promise<string> =>
    attempt.then(
      () => 'answered',
      (error: unknown) => (error instanceof ApiProblem ? error.code : String(error)),
    );

  it('should be the same write by hand while nobody knows what became of it, and a new one once it was answered', async () => {
    replies = ['nobody', ok(), ok()];

    expect(await failed(post('/api/v1/tasks/1/claim', true))).to.equal('unreachable');
    await post('/api/v1/tasks/1/claim', true);
    await post('/api/v1/tasks/1/claim', true);

    expect(keys[0]).to.be.a('string').and.equal(keys[1]);
    expect(keys[2]).not.to.equal(keys[1]);
  });

  it('should be a new write once something else was done about the same task', async () => {
    replies = ['nobody', ok(), ok()];

    await failed(post('/api/v1/tasks/2/claim', true));
    await post('/api/v1/tasks/2/release', true);
    await post('/api/v1/tasks/2/claim', true);

    expect(new Set(keys).size).to.equal(3);
  });

  it('should wait for the connection and go with the key it had', async () => {
    replies = ['nobody', ok()];

    const waiting = post('/api/v1/tasks/3/claim');
    await new Promise((resolve) => setImmediate(resolve));
    answered();

    expect((await waiting).status).to.equal(200);
    expect(keys[0]).to.equal(keys[1]);
  });

  it('should take what a proxy says for no answer, and what the server says for one', async () => {
    const type = { 'content-type': 'application/problem+json' };
    replies = [new Response('<html>', { status: 502 }), new Response('{}', { status: 503, headers: type })];

    expect(await failed(post('/api/v1/tasks/4/claim', true))).to.equal('unreachable');
    expect((await post('/api/v1/tasks/4/claim', true)).status).to.equal(503);
  });
});

class Shelf {
  readonly #items = new Map<string, string>();
  get length(): number {
    return this.#items.size;
  }
  key(index: number): string | null {
    return [...this.#items.keys()][index] ?? null;
  }
  getItem(key: string): string | null {
    return this.#items.get(key) ?? null;
  }
  setItem(key: string, value: string): void {
    this.#items.set(key, value);
  }
  removeItem(key: string): void {
    this.#items.delete(key);
  }
}

describe('drafts on this computer', () => {
  const HOUR = 3_600_000;
  const place = { user: 'wang', task: 't1' };
  const draft = { at: 0, variables: { a: 1 }, comment: 'x' };

  it('should be found by who kept them, for half a day', () => {
    const store = new Shelf();
    keepDraft(place, draft, store);

    expect(findDraft(place, 11 * HOUR, store)).to.deep.equal(draft);
    expect(findDraft({ ...place, user: 'li' }, HOUR, store)).to.equal(undefined);
    expect(findDraft(place, 13 * HOUR, store)).to.equal(undefined);
    expect(store.length).to.equal(0);
  });

  it('should go with who signs out, and leave those of others', () => {
    const store = new Shelf();
    keepDraft(place, draft, store);
    keepDraft({ user: 'li', task: 't1' }, draft, store);

    dropDraftsOf('wang', store);

    expect(findDraft(place, 0, store)).to.equal(undefined);
    expect(findDraft({ user: 'li', task: 't1' }, 0, store)).to.deep.equal(draft);
  });

  it('should count what cannot be read as not there', () => {
    const store = new Shelf();
    store.setItem('tongban.draft.wang.t1', '{"at":"soon"');

    expect(findDraft(place, 0, store)).to.equal(undefined);
  });
});
