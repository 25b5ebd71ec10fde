import { gzipSync } from 'node:zlib';
import { expect } from 'chai';
import { createHttpClient } from '../../../adapters/http/http-client.ts';
import { clientOf, closeClients, get, type Office, office, problemOf, surroundings } from './support.ts';

describe('HTTP client of adapters', () => {
  const offices: Office[] = [];
  const open = async (...args: Parameters<typeof office>): Promise<Office> => {
    const opened = await office(...args);
    offices.push(opened);
    return opened;
  };
  const at = ({ port }: Office): string => `http://127.0.0.1:${port}/api/`;

  afterEach(async () => {
    await closeClients();
    await Promise.all(offices.splice(0).map((each) => each.stop()));
  });

  describe('where it connects to (attack A9)', () => {
    const FORBIDDEN = [
      'http://127.0.0.1/',
      'http://2130706433/',
      'http://0x7f.1/',
      'http://0177.0.0.1/',
      'http://127.1/',
      'http://0.0.0.0/',
      'http://10.0.0.1/',
      'http://172.16.9.9/',
      'http://192.168.1.1/',
      'http://100.100.100.200/',
      'http://169.254.169.254/latest/meta-data/',
      'http://224.0.0.1/',
      'http://255.255.255.255/',
      'http://[::1]/',
      'http://[::]/',
      'http://[::ffff:127.0.0.1]/',
      'http://[::ffff:a9fe:a9fe]/',
      'http://[64:ff9b::a00:1]/',
      'http://[fd00:ec2::254]/',
      'http://[fe80::1]/',
      'http://[2002:7f00:1::]/',
      'http://１２７.０.０.１/',
    ];

    for (const baseUrl of FORBIDDEN) {
      it(`should not connect to ${baseUrl}`, async () => {
        const result = await get(clientOf({ baseUrl, allowed: [] }));

        expect(result).to.deep.include({ ok: false });
        expect(problemOf(result)).to.equal('address-forbidden');
        expect(!result.ok && result.problem.sent).to.equal(false);
      });
    }

    for (const baseUrl of [
      'file:///etc/passwd',
      'ftp://example.org/',
      'http+unix://%2Fvar%2Frun%2Fdocker.sock/',
      'http://user:pw@example.org/',
    ]) {
      it(`should not take ${baseUrl} for an address`, async () => {
        expect(problemOf(await get(clientOf({ baseUrl })))).to.equal('url-forbidden');
      });
    }

    it('should send nothing in plain text unless it was told to', async () => {
      const result = await get(clientOf({ baseUrl: 'http://203.0.113.1/', plainText: false }));

      expect(problemOf(result)).to.equal('url-forbidden');
    });

    it('should refuse a name that resolves to a forbidden address, among others too, and not tell which', async () => {
      const hosts = { 'a.example': ['10.1.2.3'], 'b.example': ['93.184.215.14', '::1'], 'localhost.': ['127.0.0.1'] };

      for (const host of Object.keys(hosts)) {
        const result = await get(clientOf({ baseUrl: `http://${host}/`, allowed: [] }, { hosts }));

        expect(problemOf(result), host).to.equal('address-forbidden');
        expect(JSON.stringify(result)).to.not.match(/10\.1\.2\.3|::1/);
      }
    });

    it('should connect to the address it checked, however the name resolves a moment later', async () => {
      const here = await open((_, response) => response.end('ok'));
      const answers = [['127.0.0.1'], ['169.254.169.254']];
      let asked = 0;
      const client = createHttpClient(
        { baseUrl: `http://office.example:${here.port}/`, plainText: true, allowed: ['127.0.0.1'] },
        {
          ...surroundings(),
          resolve: async () =>
            (answers[Math.min(asked++, 1)] ?? []).map((address) => ({ address, family: 4 as const })),
        },
      );

      const result = await get(client);
      await client.close();

      expect(problemOf(result)).to.equal('status 200');
      expect(asked, 'resolved once: what was checked is what was connected to').to.equal(1);
    });

    it('should judge a name anew for each connection', async () => {
      const here = await open((_, response) => response.writeHead(200, { connection: 'close' }).end('ok'));
      const hosts: Record<string, string[]> = { 'office.example': ['127.0.0.1'] };
      const client = clientOf({ baseUrl: `http://office.example:${here.port}/` }, { hosts });

      const first = await get(client);
      hosts['office.example'] = ['169.254.169.254'];
      const second = await get(client);

      expect([problemOf(first), problemOf(second)]).to.deep.equal(['status 200', 'address-forbidden']);
    });

    it('should reach what the adapter was allowed, and no neighbour of it', async () => {
      const here = await open((_, response) => response.end('ok'));

      expect(problemOf(await get(clientOf({ baseUrl: at(here), allowed: ['127.0.0.0/30'] })))).to.equal('status 200');
      expect(problemOf(await get(clientOf({ baseUrl: at(here), allowed: ['127.0.0.4/30'] })))).to.equal(
        'address-forbidden',
      );
    });
  });

  describe('what a path can do', () => {
    for (const path of ['../secret', '%2e%2e/secret', 'a/../../secret', '..\\secret', '%2E%2E%2Fx/../../..']) {
      it(`should not climb out of the base by ${path}`, async () => {
        const here = await open((_, response) => response.end('ok'));

        const result = await get(clientOf({ baseUrl: at(here) }), path);

        expect(
          here.seen.every(({ url }) => url.startsWith('/api/')),
          JSON.stringify(here.seen),
        ).to.equal(true);
        expect(problemOf(result)).to.be.oneOf(['url-forbidden', 'status 200']);
      });
    }

    it('should stay with its host whatever the path looks like', async () => {
      const here = await open((_, response) => response.end('ok'));

      for (const path of ['//evil.example/x', 'http://evil.example/', '@evil.example', 'x?y#z', 'x\r\nHost: evil'])
        expect(problemOf(await get(clientOf({ baseUrl: at(here) }), path)), path).to.equal('status 200');

      expect(here.seen).to.have.length(5);
      expect(here.seen[3]?.url).to.equal('/api/x%3Fy%23z');
    });
  });

  describe('redirects', () => {
    const to = (location: string, status = 302) =>
      open((request, response) => {
        if (request.url === '/api/there') response.end('there');
        else response.writeHead(status, { location }).end();
      });

    it('should be followed and checked anew', async () => {
      const metadata = await to('http://169.254.169.254/latest/meta-data/');
      const file = await to('file:///etc/passwd');
      const fine = await to('/api/there');

      expect(problemOf(await get(clientOf({ baseUrl: at(metadata) })))).to.equal('address-forbidden');
      expect(problemOf(await get(clientOf({ baseUrl: at(file) })))).to.equal('url-forbidden');
      expect(problemOf(await get(clientOf({ baseUrl: at(fine) })))).to.equal('status 200');
    });

    it('should end', async () => {
      const loop = await to('/api/x');

      expect(problemOf(await get(clientOf({ baseUrl: at(loop) })))).to.equal('redirect-forbidden');
      expect(loop.seen).to.have.length(4);
    });

    it('should take no secret and no body to another origin', async () => {
      const other = await open((_, response) => response.end('ok'));
      const first = await to(`http://127.0.0.1:${other.port}/`, 302);
      const kept = await to(`http://127.0.0.1:${other.port}/`, 307);
      const headers = { authorization: 'Bearer secret:TOKEN', 'x-api-key': 'secret:TOKEN' };
      const world = { secrets: { TOKEN: 's3cret' } };
      const post = { method: 'POST', path: 'x', body: '{"a":1}', signal: new AbortController().signal } as const;

      const moved = await clientOf({ baseUrl: at(first), headers }, world).request(post);
      const refused = await clientOf({ baseUrl: at(kept), headers }, world).request(post);

      expect([problemOf(moved), problemOf(refused)]).to.deep.equal(['status 200', 'redirect-forbidden']);
      expect(first.seen[0]?.headers.authorization).to.equal('Bearer s3cret');
      expect(other.seen).to.have.length(1);
      expect(JSON.stringify(other.seen)).to.not.include('s3cret').and.not.include('"a"');
    });
  });

  describe('answers (attack A32)', () => {
    it('should be cut off at the limit, whatever length they name', async () => {
      const honest = await open((_, response) => response.end('x'.repeat(2_000)));
      const chunked = await open((_, response) => {
        const more = setInterval(() => response.write('x'.repeat(700)), 1);
        response.once('close', () => clearInterval(more));
      });

      for (const here of [honest, chunked])
        expect(problemOf(await get(clientOf({ baseUrl: at(here), maxBytes: 1_999 })))).to.equal('answer-too-large');
      expect(problemOf(await get(clientOf({ baseUrl: at(honest), maxBytes: 2_000 })))).to.equal('status 200');
    });

    it('should end with the signal where a department hangs or drips', async () => {
      const silent = await open(() => undefined);
      const dripping = await open((_, response) => {
        response.writeHead(200, { 'content-type': 'application/json' });
        const drip = setInterval(() => response.write(' '), 10);
        response.once('close', () => clearInterval(drip));
      });

      for (const here of [silent, dripping]) {
        const result = await get(clientOf({ baseUrl: at(here) }), 'x', AbortSignal.timeout(60));

        expect(problemOf(result)).to.equal('timeout');
        expect(!result.ok && result.problem.sent, 'it may have been done').to.equal(true);
      }
    });

    it('should not be unpacked', async () => {
      const bomb = await open((_, response) =>
        response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(Buffer.alloc(10_000_000))),
      );

      const lie = await open((_, response) => response.writeHead(200, { 'content-encoding': 'br' }).end('readable'));

      for (const here of [bomb, lie])
        expect(problemOf(await get(clientOf({ baseUrl: at(here) })))).to.equal('answer-not-readable');
      expect(bomb.seen[0]?.headers['accept-encoding']).to.equal('identity');
    });

    it('should be UTF-8, and headers of a sensible size', async () => {
      const latin = await open((_, response) => response.end(Buffer.from([0x7b, 0xff, 0x7d])));
      const long = await open((_, response) => response.writeHead(200, { x: 'y'.repeat(20_000) }).end());

      expect(problemOf(await get(clientOf({ baseUrl: at(latin) })))).to.equal('answer-not-readable');
      expect(problemOf(await get(clientOf({ baseUrl: at(long) })))).to.equal('connection-lost');
    });

    it('should say whether the department may have got the request', async () => {
      const gone = await open((_, response) => response.end());
      await gone.stop();
      const cut = await open((request) => request.socket.destroy());

      const refused = await get(clientOf({ baseUrl: at(gone) }));
      const lost = await get(clientOf({ baseUrl: at(cut) }));
      const unknown = await get(clientOf({ baseUrl: 'http://nowhere.example/' }));

      expect([refused, lost, unknown].map((each) => !each.ok && [each.problem.code, each.problem.sent])).to.deep.equal([
        ['connection-failed', false],
        ['connection-lost', true],
        ['connection-failed', false],
      ]);
    });
  });

  describe('secrets (attack A10)', () => {
    const headers = { authorization: 'Bearer secret:TOKEN' };
    const world = { secrets: { TOKEN: 'k"ey/ß=1', OTHER: 'hush' } };

    it('should be sent, and taken out of whatever comes back in any usual form', async () => {
      const echo = await open((request, response) => {
        const token = request.headers.authorization?.slice(7) ?? '';
        const utf8 = Buffer.from(token, 'latin1').toString();
        response.writeHead(200, { 'x-echo': encodeURIComponent(utf8) });
        response.end(JSON.stringify([utf8, encodeURIComponent(utf8), Buffer.from(utf8).toString('base64')]) + utf8);
      });
      const plain = { secrets: { TOKEN: 'k"ey/=1' } };

      const result = await get(clientOf({ baseUrl: at(echo), headers }, plain));

      expect(echo.seen[0]?.headers.authorization).to.equal('Bearer k"ey/=1');
      expect(result).to.deep.include({
        ok: true,
        body: '["secret:TOKEN","secret:TOKEN","secret:TOKEN"]secret:TOKEN',
      });
      expect(result.ok && result.headers['x-echo']).to.equal('secret:TOKEN');
    });

    it('should be in no problem, also where a header cannot be sent', async () => {
      const result = await get(
        clientOf({ baseUrl: 'http://127.0.0.1:1/', headers }, { secrets: { TOKEN: 'bad\nvalue' } }),
      );

      expect(result.ok).to.equal(false);
      expect(JSON.stringify(result)).to.not.include('bad');
    });

    it('should be named where they are missing, and nothing is sent', async () => {
      const here = await open((_, response) => response.end('ok'));

      const result = await get(clientOf({ baseUrl: at(here), headers }));

      expect(result).to.deep.equal({
        ok: false,
        problem: {
          code: 'secret-missing',
          message: 'Expected the secret TOKEN to be set, but it is not.',
          sent: false,
        },
      });
      expect(here.seen).to.deep.equal([]);
    });

    it('should not be filled into what a request brings: its data may come from anybody', async () => {
      const here = await open((_, response) => response.end('ok'));

      await clientOf({ baseUrl: at(here) }, world).request({
        method: 'POST',
        path: 'secret:OTHER',
        query: { q: 'secret:OTHER' },
        headers: { 'x-trace': 'secret:OTHER' },
        body: '"secret:OTHER"',
        signal: new AbortController().signal,
      });

      expect(here.seen).to.have.length(1);
      expect(JSON.stringify(here.seen)).to.not.include('hush');
      expect(here.seen[0]?.body).to.equal('"secret:OTHER"');
    });

    it('should win over a header of the same name in the request', async () => {
      const here = await open((_, response) => response.end('ok'));
      const client = clientOf({ baseUrl: at(here), headers }, { secrets: { TOKEN: 'real' } });

      await client.request({
        method: 'GET',
        path: 'x',
        headers: { Authorization: 'Bearer forged' },
        signal: new AbortController().signal,
      });

      expect(here.seen[0]?.headers.authorization).to.equal('Bearer real');
    });
  });
});
