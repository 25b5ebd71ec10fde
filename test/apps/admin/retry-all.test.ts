import { expect } from 'chai';
import { type RetryProgress, retryAll } from '../../../apps/admin/retry-all.ts';

const CAUSE = { definitionKey: 'permit', elementId: 'pay', code: 'no-flow-chosen' };

interface Request {
  readonly method: string;
  readonly path: string;
}

/** Two pages of incidents; resolving those of `refused` is refused. */
function serverWith(refused: readonly string[], requests: Request[]): typeof fetch {
  const json = (status: number, body: unknown): Response =>
    new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } });
  return async (input, init) => {
    const url = new URL(String(input), 'http://localhost');
    const method = init?.method ?? 'GET';
    requests.push({ method, path: url.pathname });
    if (method === 'GET') {
      return url.searchParams.has('cursor')
        ? json(200, { items: [{ id: 'c' }], nextCursor: null })
        : json(200, { items: [{ id: 'a' }, { id: 'b' }], nextCursor: 'next' });
    }
    const id = url.pathname.split('/').at(-2) ?? '';
    if (!refused.includes(id)) return new Response(null, { status: 204 });
    return json(409, { status: 409, code: 'case-suspended', title: '', detail: `${id} is suspended` });
  };
}

describe('trying all incidents of a cause again', () => {
  const realFetch = globalThis.fetch;
  afterEach(() => {
    globalThis.fetch = realFetch;
  });

  it('should list every page first, then try each once', async () => {
    const requests: Request[] = [];
    globalThis.fetch = serverWith([], requests);

    const problem = await retryAll(CAUSE, () => undefined);

    expect(problem).to.equal(undefined);
    expect(requests.map(({ method, path }) => `${method} ${path.replace('/api/v1', '')}`)).to.deep.equal([
      'GET /incidents',
      'GET /incidents',
      'POST /incidents/a/resolve',
      'POST /incidents/b/resolve',
      'POST /incidents/c/resolve',
    ]);
  });

  it('should go on after a refusal, and answer it', async () => {
    const progress: RetryProgress[] = [];
    globalThis.fetch = serverWith(['b'], []);

    const problem = await retryAll(CAUSE, (next) => progress.push(next));

    expect(problem?.document.detail).to.equal('b is suspended');
    expect(progress.at(-1)).to.deep.equal({ done: 2, failed: 1 });
  });
});
