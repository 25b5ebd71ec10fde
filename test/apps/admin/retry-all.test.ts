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
        ? json(200, { items: [{ id: 'c', instanceId: 'case-c', businessKey: null }], nextCursor: null })
        : json(200, {
            items: ['a', 'b'].map((id) => ({ id, instanceId: `case-${id}`, businessKey: `K-${id}` })),
            nextCursor: 'next',
          });
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

    const outcome = await retryAll(CAUSE, () => undefined);

    expect(outcome).to.deep.equal({ done: 3, refused: [] });
    expect(requests.map(({ method, path }) => `${method} ${path.replace('/api/v1', '')}`)).to.deep.equal([
      'GET /incidents',
      'GET /incidents',
      'POST /incidents/a/resolve',
      'POST /incidents/b/resolve',
      'POST /incidents/c/resolve',
    ]);
  });

  it('should go on after a refusal, and say which case refused and why', async () => {
    const progress: RetryProgress[] = [];
    globalThis.fetch = serverWith(['b'], []);

    const { done, refused } = await retryAll(CAUSE, (next) => progress.push(next));

    expect(done).to.equal(2);
    expect(
      refused.map(({ instanceId, businessKey, problem }) => [instanceId, businessKey, problem.message]),
    ).to.deep.equal([['case-b', 'K-b', 'b is suspended']]);
    expect(progress.map((each) => each.done + each.refused.length)).to.deep.equal([1, 2, 3]);
  });
});
