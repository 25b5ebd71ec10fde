import { request } from 'node:http';
import { expect } from 'chai';
import { APPROVAL, deploy } from './support/models.ts';
import { type PersonId, useServer } from './support/server.ts';

interface Answer {
  readonly status: number;
  readonly text: string;
}

/** Other spellings of an address must reach what it reaches, or nothing: never more than the address itself. */
describe('forms of an address', () => {
  const server = useServer();
  let secret: string;
  let id: string;

  before(async () => {
    await deploy(server, APPROVAL);
    const application = { definitionKey: 'approval', businessKey: 'strictly-between-us' };
    id = (await server.as('li').post('/process-instances', application)).body.id;
    secret = `/api/v1/process-instances/${id}`;
  });

  /** As it stands: no client tidies the address up. */
  const send = (path: string, who: PersonId | null, more: { method?: string; headers?: object } = {}) =>
    new Promise<Answer>((resolve, reject) => {
      const { hostname, port } = new URL(server.url);
      const authorization = who && { authorization: `Bearer ${server.tokenOf(who)}` };
      const headers = { ...authorization, ...more.headers };
      const sent = request({ hostname, port, path, method: more.method ?? 'GET', headers }, (reply) => {
        const pieces: Buffer[] = [];
        reply.on('data', (piece: Buffer) => pieces.push(piece));
        reply.on('end', () => resolve({ status: reply.statusCode ?? 0, text: Buffer.concat(pieces).toString() }));
      });
      sent.on('error', reject);
      sent.end();
    });

  const spellings = (path: string): string[] => {
    const last = path.split('/').at(-1) ?? '';
    const before = path.slice(0, -last.length);
    return [
      `${path}.json`,
      `${path};i18ntranslation`,
      `${path};/../../../version`,
      `${path}/`,
      `${path}.`,
      `${path}%20`,
      `${path}%00`,
      `${path}/.`,
      `${path}/../${last}`,
      `${path}?_method=GET`,
      `${path}#fragment`,
      path.replace('/api/', '//api/'),
      path.replace('/v1/', '//v1//'),
      path.replace('/api/', '/API/'),
      path.replace('/process', '/Process'),
      path.replace('/v1', '/v1/./'),
      path.replace('/v1', '/x/../v1'),
      path.replace('/v1', '/%76%31'),
      path.replace('/process', '%2Fprocess'),
      path.replace('/process', '\\process'),
      path.replace('/api', '/inbox/../api'),
      path.replace('/api', '/assets/..%2fapi'),
      `${before}${last.toUpperCase()}`,
      `${before}%${last.charCodeAt(0).toString(16)}${last.slice(1)}`,
    ];
  };

  for (const [name, who] of [
    ['somebody who has nothing to do with it', 'qian'],
    ['nobody', null],
  ] as const) {
    it(`should show a case to ${name} in no spelling`, async () => {
      expect((await send(secret, 'li')).text).to.contain('strictly-between-us');

      for (const path of [secret, ...spellings(secret)]) {
        const { status, text } = await send(path, who);
        expect(text, path).to.not.contain('strictly-between-us');
        // The applications are pages for everybody; everything else is refused.
        if (!/^<!doctype html/i.test(text)) expect(status, path).to.be.within(300, 499);
      }
    });
  }

  it('should be the address in one spelling only, also to whom it is open', async () => {
    // A query and a fragment are no part of the path, and an encoded letter of the id is that letter.
    const isSame = (path: string): boolean => /[?#]/.test(path) || decodeURIComponent(path) === secret;
    const others = spellings(secret).filter((path) => !isSame(path) || path.includes('%76%31'));
    expect(others).to.have.length.above(15);

    for (const path of others) {
      const { status, text } = await send(path, 'li');
      expect(text, path).to.not.contain('strictly-between-us');
      expect(status, path).to.be.within(300, 499);
    }
  });

  it('should take no other method for the one that is asked, whatever a header or a parameter says', async () => {
    const overrides = ['x-http-method-override', 'x-http-method', 'x-method-override'];
    const cancel = `${secret}/cancel`;

    for (const header of overrides) {
      expect((await send(cancel, 'root', { headers: { [header]: 'POST' } })).status, header).to.equal(405);
    }
    expect((await send(`${cancel}?_method=POST`, 'root')).status).to.equal(405);

    expect((await server.as('root').get(`/process-instances/${id}`)).body.status).to.equal('active');
  });

  it('should tell by HEAD and OPTIONS no more than by GET', async () => {
    for (const method of ['HEAD', 'OPTIONS', 'TRACE', 'PROPFIND']) {
      for (const who of ['qian', null] as const) {
        const { status, text } = await send(secret, who, { method });
        expect(status, `${method} ${who}`).to.be.within(400, 499);
        expect(text, method).to.not.contain('strictly-between-us');
      }
    }
  });
});
