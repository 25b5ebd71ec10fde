import { expect } from 'chai';
import { createOutgoing } from '../../../adapters/http/outgoing.ts';
import { type Office, office, surroundings } from './support.ts';

describe('HTTP to systems the installation names', () => {
  let opened: Office;
  before(async () => {
    opened = await office((request, response) => {
      if (request.url === '/moved') response.writeHead(302, { location: '/secret' }).end();
      else if (request.url === '/endless') response.end('x'.repeat(2 * 1024 * 1024));
      else response.writeHead(201).end(`${request.method} ${request.url} ${request.headers.authorization ?? ''}`);
    });
  });
  after(() => opened.stop());

  const ask = (path: string, allowed: readonly string[] = ['127.0.0.1'], host = '127.0.0.1') =>
    createOutgoing({ allowed, plainText: true }, surroundings({ hosts: { 'login.city': ['127.0.0.1'] } }))
      .request({
        method: 'GET',
        url: `http://${host}:${opened.port}${path}`,
        headers: { authorization: 'Bearer t' },
        signal: AbortSignal.timeout(5_000),
      })
      .then(
        ({ status, body }) => `${status} ${body}`,
        (error: Error) => error.message,
      );

  it('should answer with status and body, path and query kept as they are', async () => {
    expect(await ask('/a%20b/c?x=1%262')).to.equal('201 GET /a%20b/c?x=1%262 Bearer t');
  });

  it('should reach no address that was not allowed, by number or by name, and say nothing of it (attack A9)', async () => {
    const before = opened.seen.length;

    const answers = [await ask('/', []), await ask('/', ['10.0.0.0/8'], 'login.city')];

    for (const answer of answers)
      expect(answer).to.match(/^Expected (127\.0\.0\.1|login\.city) to be a public address/);
    expect(opened.seen).to.have.length(before);
    expect(await ask('/', ['127.0.0.0/8'], 'login.city')).to.match(/^201/);
  });

  it('should follow no redirect and read no endless answer', async () => {
    expect(await ask('/moved')).to.equal('Expected at most 0 redirects, but there are more.');
    expect(await ask('/endless')).to.match(/^Expected at most \d+ bytes/);
    expect(opened.seen.map(({ url }) => url)).to.not.include('/secret');
  });
});
