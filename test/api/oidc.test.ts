import { expect } from 'chai';
import { createOutgoing } from '../../adapters/http/outgoing.ts';
import { realSurroundings } from '../../adapters/real-surroundings.ts';
import type { ClaimRules } from '../../engine/people/organisation/map-claims.ts';
import { OIDC_CLIENT, type OidcServer, startOidcServer } from './support/oidc-provider.ts';
import { useServer } from './support/server.ts';

const RULES: ClaimRules = {
  id: 'preferred_username',
  name: 'name',
  department: { claim: 'department', values: { '011': 'market' } },
  post: { claim: 'title' },
  groups: { claim: 'groups', values: { 'CN=Window': 'window' } },
  roles: { claim: 'roles', values: { boss: 'manager', root: 'admin', clerk: 'clerk' } },
};

describe('api/sign-in by an identity provider', () => {
  const oidc = {
    issuer: '',
    clientId: OIDC_CLIENT.id,
    clientSecret: OIDC_CLIENT.secret,
    publicUrl: 'http://127.0.0.1',
    name: 'City',
    claims: RULES,
    scopes: 'openid',
    http: createOutgoing({ allowed: ['127.0.0.1'], plainText: true }, realSurroundings),
  };
  let provider: OidcServer;
  before(async () => {
    provider = await startOidcServer();
    oidc.issuer = provider.issuer;
  });
  after(() => provider.close());
  const server = useServer({ oidc });

  const anna = {
    sub: 's-1',
    preferred_username: 'anna.wu',
    name: '吴安',
    roles: ['clerk'],
    groups: ['CN=Window', 'CN=Other'],
    department: '011',
  };
  beforeEach(() => {
    provider.subject = { ...anna };
    provider.tamper = () => undefined;
  });

  interface Browser {
    readonly cookie: string;
    readonly location: string;
  }

  async function begin(next = '/inbox/'): Promise<Browser> {
    const reply = await server.nobody.get(`/sessions/oidc?next=${encodeURIComponent(next)}`);
    expect(reply.status).to.equal(302);
    const cookie = reply.headers
      .getSetCookie()
      .map((one) => one.split(';')[0])
      .join('; ');
    return { cookie, location: reply.headers.get('location') ?? '' };
  }

  const finish = (back: URL, cookie: string) =>
    server.nobody.with({ cookie }).get(`/sessions/oidc/callback${back.search}`);

  async function signIn(next?: string) {
    const { cookie, location } = await begin(next);
    return finish(provider.visit(location), cookie);
  }

  const me = (reply: { headers: Headers }) =>
    server.nobody
      .with({
        cookie: reply.headers
          .getSetCookie()
          .map((one) => one.split(';')[0])
          .join('; '),
      })
      .get('/me');

  it('should open a session for a new account with role, groups and department of the directory', async () => {
    await server.as('root').put('/organisation/departments/market', { nameZh: '市监局', nameEn: 'Market' });
    await server.as('root').put('/organisation/posts/examiner', { nameZh: '审查员', nameEn: 'Examiner' });

    const reply = await signIn();
    const { body } = await me(reply);
    const positions = await server.as('root').get('/organisation/positions?userId=anna.wu');

    expect([reply.status, reply.headers.get('location')]).to.deep.equal([302, '/inbox/']);
    expect(body).to.include({ id: 'anna.wu', name: '吴安', department: 'market' });
    expect(body.roles).to.deep.equal(['clerk']);
    expect(body.groups.map(({ id }: { id: string }) => id)).to.deep.equal(['window']);
    expect(positions.body.items[0]).to.include({ department: 'market', post: 'examiner' });
  });

  it('should follow the directory at each sign-in, and know the person by subject', async () => {
    provider.subject = { ...anna, preferred_username: 'anna.married', name: '吴安娜', roles: ['boss'], groups: [] };

    const { body } = await me(await signIn());

    expect(body).to.include({ id: 'anna.wu', name: '吴安娜' });
    expect([body.roles, body.groups]).to.deep.equal([['manager'], []]);
  });

  it('should not take over an account that signs in another way, nor one of another person', async () => {
    await server.as('root').patch('/organisation/users/mei', { password: 'long enough' });
    provider.subject = { ...anna, sub: 's-2', preferred_username: 'mei', roles: ['root'] };
    const local = await signIn();
    provider.subject = { ...anna, sub: 's-3', roles: ['root'] };
    const other = await signIn();

    expect([local.status, local.body.code]).to.deep.equal([409, 'account-not-linked']);
    expect([other.status, other.body.code]).to.deep.equal([409, 'account-not-linked']);
    expect((await server.as('root').get('/organisation/users/mei')).body.roles).to.deep.equal(['manager']);
  });

  it('should refuse whom no role is given, and who was taken out of service', async () => {
    provider.subject = { ...anna, sub: 's-4', preferred_username: 'nobody', roles: ['guest'] };
    const guest = await signIn();
    await server.as('root').patch('/organisation/users/anna.wu', { active: false });
    provider.subject = { ...anna };
    const out = await signIn();
    await server.as('root').patch('/organisation/users/anna.wu', { active: true });

    expect([guest.body.code, out.body.code]).to.deep.equal(['sign-in-refused', 'sign-in-refused']);
    expect((await server.as('root').get('/organisation/users/nobody')).status).to.equal(404);
  });

  it('should never give a role that the engine keeps for itself', async () => {
    provider.subject = { ...anna, sub: 's-5', preferred_username: 'machine', roles: ['system', 'clerk'] };

    const { body } = await me(await signIn());

    expect(body.roles).to.deep.equal(['clerk']);
  });

  const spoilt: Readonly<
    Record<string, (token: { header: Record<string, unknown>; claims: Record<string, unknown> }) => void>
  > = {
    'of another issuer': ({ claims }) => Object.assign(claims, { iss: 'https://evil.example' }),
    'for another client': ({ claims }) => Object.assign(claims, { aud: 'somebody-else' }),
    'for several clients, given to another': ({ claims }) => Object.assign(claims, { aud: ['tongban', 'x'], azp: 'x' }),
    'that has run out': ({ claims }) => Object.assign(claims, { exp: Math.floor(Date.now() / 1000) - 600 }),
    'of the future': ({ claims }) => Object.assign(claims, { iat: Math.floor(Date.now() / 1000) + 600 }),
    'of another sign-in': ({ claims }) => Object.assign(claims, { nonce: 'other' }),
    'that nothing signs': ({ header }) => Object.assign(header, { alg: 'none' }),
    'signed with what is public': ({ header }) => Object.assign(header, { alg: 'HS256' }),
    'of an unknown key': ({ header }) => Object.assign(header, { kid: 'other' }),
    'that names nobody': ({ claims }) => Object.assign(claims, { sub: undefined }),
    'with critical headers': ({ header }) => Object.assign(header, { crit: ['exp'] }),
  };
  for (const [what, tamper] of Object.entries(spoilt))
    it(`should not accept a token ${what}`, async () => {
      provider.tamper = tamper;

      const reply = await signIn();

      expect([reply.status, reply.body.code]).to.deep.equal([503, 'sign-in-provider-failed']);
      expect(reply.headers.getSetCookie().join()).to.not.contain('tongban_session');
    });

  it('should take new keys of the provider without a restart', async () => {
    provider.rotate();

    expect((await signIn()).status).to.equal(302);
  });

  it('should finish only in the browser that began it, once, with the state it was given', async () => {
    const mine = await begin();
    const other = await begin();
    const back = provider.visit(mine.location);
    const wrongState = new URL(back);
    wrongState.searchParams.set('state', 'guessed');

    const elsewhere = await finish(back, other.cookie);
    const without = await finish(back, '');
    const guessed = await finish(wrongState, mine.cookie);
    const changed = await finish(back, `${mine.cookie.slice(0, -3)}AAA`);
    const right = await finish(back, mine.cookie);
    const again = await finish(back, mine.cookie);

    expect([elsewhere, without, guessed, changed].map(({ body }) => body.code)).to.deep.equal(
      Array(4).fill('sign-in-refused'),
    );
    expect(right.status).to.equal(302);
    expect(again.status).to.equal(503);
  });

  it('should lead nowhere but to this server', async () => {
    const targets = ['https://evil.example/', '//evil.example', '/\\evil.example', 'javascript:alert(1)', '/ok?x=1'];

    const replies = [];
    for (const next of targets) replies.push((await signIn(next)).headers.get('location'));

    expect(replies).to.deep.equal(['/', '/', '/', '/', '/ok?x=1']);
  });

  it('should say that it is offered, and be refused by the person at the provider', async () => {
    const ways = await server.nobody.get('/sessions/ways');
    const { cookie, location } = await begin();
    const state = new URL(location).searchParams.get('state');
    const denied = await server.nobody
      .with({ cookie })
      .get(`/sessions/oidc/callback?error=access_denied&state=${state}`);

    expect(ways.body).to.deep.equal({ password: true, oidc: { name: 'City', path: '/api/v1/sessions/oidc' } });
    expect([denied.status, denied.body.code]).to.deep.equal([403, 'sign-in-refused']);
  });

  it('should keep no secret of the sign-in in the log', () => {
    expect(server.log.join()).to.not.contain(OIDC_CLIENT.secret).and.not.contain('code_verifier');
  });
});

describe('api/sign-in by an identity provider at an address that was not allowed (attack A9)', () => {
  const oidc = {
    ...{ issuer: '', clientId: OIDC_CLIENT.id, clientSecret: OIDC_CLIENT.secret, publicUrl: 'http://127.0.0.1' },
    ...{ name: 'City', claims: RULES, scopes: 'openid' },
    http: createOutgoing({ allowed: ['10.0.0.0/8'], plainText: true }, realSurroundings),
  };
  let provider: OidcServer;
  before(async () => {
    provider = await startOidcServer();
    oidc.issuer = provider.issuer;
  });
  after(() => provider.close());
  const server = useServer({ oidc });

  it('should not be asked, and the log say why', async () => {
    const reply = await server.nobody.get('/sessions/oidc');

    expect([reply.status, reply.body.code]).to.deep.equal([503, 'sign-in-provider-failed']);
    expect(provider.asked).to.deep.equal([]);
    expect(server.log.join()).to.contain('to be a public address or one that was allowed');
  });
});

describe('api/sign-in without an identity provider', () => {
  const server = useServer();

  it('should not be there', async () => {
    const [ways, start, back] = await Promise.all(
      ['/sessions/ways', '/sessions/oidc', '/sessions/oidc/callback?code=x&state=y'].map((path) =>
        server.nobody.get(path),
      ),
    );

    expect(ways?.body.oidc).to.equal(null);
    expect([start?.status, back?.status]).to.deep.equal([404, 404]);
  });
});
