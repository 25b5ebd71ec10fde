import { expect } from 'chai';
import { APPROVAL, deploy } from './support/models.ts';
import { type PersonId, useServer } from './support/server.ts';

interface Received {
  readonly id: string;
  readonly event: string;
  readonly data: {
    readonly instanceId: string;
    readonly tasks: string[];
    readonly tasksRemoved: string[];
    readonly ended: boolean;
  };
}

/** An event source for tests: reads until told otherwise. */
class Source {
  readonly #reader: ReadableStreamDefaultReader<Uint8Array>;
  readonly #abort: AbortController;
  #text = '';

  private constructor(response: Response, abort: AbortController) {
    this.#reader = (response.body as ReadableStream<Uint8Array>).getReader();
    this.#abort = abort;
  }

  static async open(url: string, token: string, { lastEventId = '', since = '' } = {}): Promise<Source> {
    const abort = new AbortController();
    const headers = {
      authorization: `Bearer ${token}`,
      'accept-encoding': 'gzip',
      ...(lastEventId ? { 'last-event-id': lastEventId } : {}),
    };
    const response = await fetch(`${url}/api/v1/events${since && `?since=${since}`}`, {
      headers,
      signal: abort.signal,
    });
    expect(response.headers.get('content-type')).to.match(/^text\/event-stream/);
    expect(response.headers.get('content-encoding')).to.equal(null);
    return new Source(response, abort);
  }

  /** The next event; undefined where the server has ended the stream. */
  async next(): Promise<Received | undefined> {
    for (;;) {
      const end = this.#text.indexOf('\n\n');
      if (end >= 0) {
        const lines = this.#text.slice(0, end).split('\n');
        this.#text = this.#text.slice(end + 2);
        const field = (name: string) =>
          lines.find((line) => line.startsWith(`${name}: `))?.slice(name.length + 2) ?? '';
        if (field('event')) return { id: field('id'), event: field('event'), data: JSON.parse(field('data')) };
        continue;
      }
      const { done, value } = await this.#reader.read();
      if (done) return undefined;
      this.#text += new TextDecoder().decode(value);
    }
  }

  close(): void {
    this.#abort.abort();
  }
}

describe('api/events', () => {
  const server = useServer();
  before(async () => {
    await deploy(server, APPROVAL);
  });
  const open = (person: PersonId, lastEventId?: string) =>
    Source.open(server.url, server.tokenOf(person), lastEventId === undefined ? {} : { lastEventId });
  const start = async (person: PersonId = 'root'): Promise<string> =>
    (await server.as(person).post('/process-instances', { definitionKey: 'approval' })).body.id;

  it('should tell candidates of a new task, and who started the case', async () => {
    const [wang, li] = [await open('wang'), await open('li')];

    const id = await start('li');

    for (const source of [wang, li]) {
      const event = await source.next();
      expect(event).to.deep.include({ event: 'change' });
      expect(event?.data).to.include({ instanceId: id, ended: false });
      expect(event?.data.tasks).to.have.length(1);
      source.close();
    }
  });

  it('should tell nobody of what does not concern them', async () => {
    const [zhao, qian] = [await open('zhao'), await open('qian')];
    await start('li');
    const own = await start('qian');

    const seen = await qian.next();
    const { body } = await server.as('wang').get(`/tasks?instanceId=${own}`);
    await server.as('wang').post(`/tasks/${body.items[0].id}/complete`);
    const first = await zhao.next();

    expect(seen?.data.instanceId, 'the case of another applicant was told before').to.equal(own);
    expect(first?.data.instanceId).to.equal(own);
    for (const source of [zhao, qian]) source.close();
  });

  it('should tell who follows a case of what is done in it by others, and nobody else', async () => {
    const [followed, other] = [await start(), await start()];
    for (const id of [followed, other]) {
      const { body } = await server.as('wang').get(`/tasks?instanceId=${id}`);
      await server.as('wang').post(`/tasks/${body.items[0].id}/complete`);
    }
    await server.as('wang').post(`/process-instances/${followed}/follow`);
    const wang = await open('wang');

    for (const id of [other, followed]) {
      const { body } = await server.as('zhao').get(`/tasks?instanceId=${id}`);
      await server.as('zhao').post(`/tasks/${body.items[0].id}/complete`);
    }

    expect((await wang.next())?.data).to.include({ instanceId: followed, ended: true });
    wang.close();
  });

  it('should repeat after a break exactly what was missed', async () => {
    const before = await open('mei');
    const first = await start();
    const seen = await before.next();
    before.close();
    const missed = [await start(), await start()];

    const after = await open('mei', seen?.id);
    const repeated = [await after.next(), await after.next()];
    const live = await start();
    const next = await after.next();

    expect(seen?.data.instanceId).to.equal(first);
    expect(repeated.map((event) => event?.data.instanceId)).to.deep.equal(missed);
    expect(next?.data.instanceId).to.equal(live);
    after.close();
  });

  it('should tell who comes for the first time what came since they asked who they are', async () => {
    const { body: me } = await server.as('mei').get('/me');
    const between = await start();

    const source = await Source.open(server.url, server.tokenOf('mei'), { since: me.lastEventId });

    expect((await source.next())?.data.instanceId).to.equal(between);
    source.close();
  });

  it('should say so where it cannot know what was missed', async () => {
    for (const id of ['someone-else.7', 'nonsense', '%00']) {
      const source = await open('mei', id);

      expect((await source.next())?.event).to.equal('reset');
      source.close();
    }
  });

  describe('while it is open', function () {
    // Less than a heartbeat, with which every stream asks again: what is asked for here happens at once.
    this.timeout(12_000);
    const secret = 'long enough';
    const at = (id: string): string => `/organisation/users/${id}`;
    const signIn = async (id: string): Promise<string> =>
      (await server.nobody.post('/sessions', { username: id, password: secret })).body.token;
    const arrive = async (id: string, person: object): Promise<string> => {
      await server.as('root').post('/organisation/users', { id, name: id, password: secret, ...person });
      return signIn(id);
    };

    for (const [what, person, withdrawn] of [
      ['a role', { roles: ['admin'] }, { roles: ['clerk'] }],
      ['a group', { roles: ['clerk'], groups: ['window'] }, { groups: [] }],
    ] as const) {
      it(`should tell nothing more of what was seen through ${what} that is withdrawn`, async () => {
        const id = `guest-${Object.keys(withdrawn)[0]}`;
        const source = await Source.open(server.url, await arrive(id, person));

        const before = await start();
        await server.as('root').patch(at(id), withdrawn);
        await start();
        await server.as('root').patch(at(id), person);
        const after = await start();

        expect([await source.next(), await source.next()].map((event) => event?.data.instanceId)).to.deep.equal([
          before,
          after,
        ]);
        source.close();
      });
    }

    it('should tell nothing more of a followed case that may not be seen any more', async () => {
      const token = await arrive('follower', { roles: ['manager'] });
      const [followed, own] = [await start(), await start()];
      const follower = server.nobody.with({ authorization: `Bearer ${token}` });
      expect((await follower.post(`/process-instances/${followed}/follow`)).status).to.be.within(200, 299);
      await server.as('root').patch(at('follower'), { roles: ['clerk'], groups: ['window'] });
      const source = await Source.open(server.url, token);
      await server.as('root').patch(at('follower'), { groups: [] });

      for (const id of [followed, own]) {
        const { body } = await server.as('wang').get(`/tasks?instanceId=${id}`);
        await server.as('wang').post(`/tasks/${body.items[0].id}/complete`);
      }
      await server.as('root').patch(at('follower'), { groups: ['window'] });
      const next = await start();

      expect((await source.next())?.data.instanceId).to.equal(next);
      source.close();
    });

    it('should end with the session', async () => {
      const token = await arrive('leaving', { roles: ['clerk'] });
      const source = await Source.open(server.url, token);

      await server.nobody.with({ authorization: `Bearer ${token}` }).delete('/sessions/current');

      expect(await source.next()).to.equal(undefined);
    });

    it('should tell nothing more of a followed case where the right to see it is taken from a role', async () => {
      const token = await arrive('overseer', { roles: ['manager'] });
      const followed = await start();
      const overseer = server.nobody.with({ authorization: `Bearer ${token}` });
      expect((await overseer.post(`/process-instances/${followed}/follow`)).status).to.be.within(200, 299);
      const source = await Source.open(server.url, token);
      const right = '/rights/case.read/manager';
      expect((await server.as('root').put(right, { scope: 'none' })).status).to.equal(200);

      const { body } = await server.as('wang').get(`/tasks?instanceId=${followed}`);
      await server.as('wang').post(`/tasks/${body.items[0].id}/complete`);
      await server.as('root').put(right, { scope: 'department' });
      const next = await start();

      expect((await source.next())?.data.instanceId).to.equal(next);
      source.close();
    });

    it('should end with an account that is closed, a password that is set anew, and a key that is revoked', async () => {
      const closed = await Source.open(server.url, await arrive('closed', { roles: ['clerk'] }));
      const renewed = await Source.open(server.url, await arrive('renewed', { roles: ['clerk'] }));
      const { body } = await server.as('root').post('/organisation/api-keys', { userId: 'robot', name: 'stream' });
      const keyed = await Source.open(server.url, body.secret);

      await server.as('root').patch(at('closed'), { active: false });
      await server.as('root').patch(at('renewed'), { password: 'another one' });
      await server.as('root').delete(`/organisation/api-keys/${body.key.id}`);

      expect(await Promise.all([closed, renewed, keyed].map((source) => source.next()))).to.deep.equal([
        undefined,
        undefined,
        undefined,
      ]);
    });

    it('should end in the other places where somebody is signed in who changes the own password', async () => {
      const own = await arrive('twice', { roles: ['clerk'], groups: ['window'] });
      const [here, there] = await Promise.all([own, await signIn('twice')].map((one) => Source.open(server.url, one)));

      const changed = await server.nobody
        .with({ authorization: `Bearer ${own}` })
        .patch('/me', { password: { current: secret, next: 'another one' } });
      const id = await start();

      expect(changed.status, changed.text).to.equal(200);
      expect(await there?.next()).to.equal(undefined);
      expect((await here?.next())?.data.instanceId).to.equal(id);
      here?.close();
    });
  });

  it('should not be opened by a token in the address, or without one', async () => {
    const inQuery = await fetch(`${server.url}/api/v1/events?token=${server.tokenOf('mei')}`);

    expect(inQuery.status).to.equal(401);
  });

  it('should bound how many streams one person holds open', async () => {
    const sources = await Promise.all(Array.from({ length: 20 }, () => open('anna')));

    const refused = await server.as('anna').get('/events');
    for (const source of sources) source.close();

    expect([refused.status, refused.body.code]).to.deep.equal([429, 'too-many-requests']);
  });
});
