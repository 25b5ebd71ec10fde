import { expect } from 'chai';
import { migrateAll, openCases, rehearseAll } from '../../../apps/admin/migrate-cases.ts';

const MIGRATION = { from: 'old', to: 'new', renamed: { a: 'b' }, reason: '' };

interface Request {
  readonly address: string;
  readonly body: unknown;
}

/** Two pages of cases; those of `refused` do not go. */
function serverWith(refused: Readonly<Record<string, string>>, requests: Request[]): typeof fetch {
  const json = (status: number, body: unknown): Response =>
    new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } });
  return async (input, init) => {
    const url = new URL(String(input), 'http://localhost');
    if ((init?.method ?? 'GET') === 'GET')
      return url.searchParams.has('cursor')
        ? json(200, { items: [{ id: 'c' }], nextCursor: null })
        : json(200, { items: [{ id: 'a' }, { id: 'b' }], nextCursor: 'next' });
    requests.push({ address: url.pathname.replace('/api/v1', '') + url.search, body: JSON.parse(String(init?.body)) });
    const id = url.pathname.split('/').at(-2) ?? '';
    const why = refused[id];
    if (why !== undefined) return json(409, { status: 409, code: 'migration-blocked', title: '', detail: why });
    return json(200, { id, wouldDo: {} });
  };
}

describe('taking the cases of a version to another one', () => {
  const realFetch = globalThis.fetch;
  afterEach(() => {
    globalThis.fetch = realFetch;
  });

  it('should list the open cases of every page', async () => {
    globalThis.fetch = serverWith({}, []);

    expect((await openCases('old')).map(({ id }) => id)).to.deep.equal(['a', 'b', 'c']);
  });

  it('should only rehearse, and say together what is the same of several', async () => {
    const requests: Request[] = [];
    globalThis.fetch = serverWith({ a: 'no step', c: 'no step', d: 'suspended' }, requests);

    const { done, outcomes } = await rehearseAll(['a', 'b', 'c', 'd'], MIGRATION, () => undefined);

    expect(done).to.equal(4);
    expect(outcomes).to.deep.equal([
      { message: null, cases: ['b'] },
      { message: 'no step', cases: ['a', 'c'] },
      { message: 'suspended', cases: ['d'] },
    ]);
    expect(requests.map(({ address }) => address).sort()).to.deep.equal(
      ['a', 'b', 'c', 'd'].map((id) => `/process-instances/${id}/migrate?dryRun=true`),
    );
  });

  it('should move each once, go on after a refusal, and tell how far it is', async () => {
    const requests: Request[] = [];
    const told: number[] = [];
    globalThis.fetch = serverWith({ b: 'no step' }, requests);

    const { outcomes } = await migrateAll(['a', 'b', 'c'], { ...MIGRATION, reason: 'law' }, ({ done }) =>
      told.push(done),
    );

    expect(outcomes.map(({ cases }) => cases.length)).to.deep.equal([2, 1]);
    expect(told).to.deep.equal([1, 2, 3]);
    expect(requests).to.have.length(3);
    expect(requests[0]?.body).to.deep.equal({ definitionId: 'new', renamed: { a: 'b' }, reason: 'law' });
  });
});
