import { expect } from 'chai';
import { ensureAdministrator } from '../../engine/api/ensure-administrator.ts';
import { useServer } from './support/server.ts';

const cookieOf = (headers: Headers): string => headers.get('set-cookie')?.split(';')[0] ?? '';

describe('api/sessions', () => {
  const server = useServer();
  const password = 'correct horse';
  before(async () => {
    await ensureAdministrator(server.database, password);
  });
  const signIn = (username = 'admin', secret = password) =>
    server.nobody.post('/sessions', { username, password: secret });

  it('should give a token for scripts and a cookie that scripts of pages cannot read', async () => {
    const reply = await signIn();

    expect(reply.status).to.equal(201);
    expect(reply.body.user).to.include({ id: 'admin' });
    expect(reply.body.expiresAt).to.match(/^20/);
    expect(reply.headers.get('set-cookie')).to.match(/^tongban_session=[\w-]{43}; path=\/; samesite=lax; httponly$/i);
    expect(reply.headers.get('cache-control')).to.equal('no-store');
    expect((await server.nobody.with({ authorization: `Bearer ${reply.body.token}` }).get('/me')).body.id).to.equal(
      'admin',
    );
  });

  it('should refuse unknown users and wrong passwords alike', async () => {
    const unknown = await signIn('nobody');
    const wrong = await signIn('admin', 'wrong');
    const without = await signIn('wang', '');

    expect(unknown.status).to.equal(401);
    expect({ ...unknown.body, instance: '' }).to.deep.equal({ ...wrong.body, instance: '' });
    expect(without.status).to.equal(400);
    expect((await signIn('wang', 'null')).status).to.equal(401);
    await signIn();
  });

  it('should demand the CSRF token from cookie callers that write, and from nobody else', async () => {
    const opened = await signIn();
    const browser = server.nobody.with({ cookie: cookieOf(opened.headers) });
    const group = { id: 'csrf', name: 'x' };

    const read = await browser.get('/me');
    const bare = await browser.post('/organisation/groups', group);
    const wrong = await browser.with({ 'x-csrf-token': 'x' }).post('/organisation/groups', group);
    const other = await browser
      .with({ 'x-csrf-token': (await signIn()).body.csrfToken })
      .post('/organisation/groups', group);
    const right = await browser.with({ 'x-csrf-token': read.body.csrfToken }).post('/organisation/groups', group);

    expect(read.body.csrfToken).to.equal(opened.body.csrfToken);
    expect([bare, wrong, other].map(({ status, body }) => [status, body.code])).to.deep.equal([
      [403, 'csrf-token-wrong'],
      [403, 'csrf-token-wrong'],
      [403, 'csrf-token-wrong'],
    ]);
    expect(right.status).to.equal(201);
    await server.as('root').delete('/organisation/groups/csrf');
  });

  it('should not fall back to the cookie when the header is wrong', async () => {
    const opened = await signIn();

    const reply = await server.nobody
      .with({ cookie: cookieOf(opened.headers), authorization: 'Bearer xxxxxxxxxxxxxxxxxxxx' })
      .get('/me');

    expect(reply.status).to.equal(401);
    expect(reply.headers.get('www-authenticate')).to.match(/^Bearer/);
  });

  it('should end a session at once on sign-out, and never revive it', async () => {
    const opened = await signIn();
    const script = server.nobody.with({ authorization: `Bearer ${opened.body.token}` });

    const out = await script.delete('/sessions/current');

    expect(out.status).to.equal(204);
    expect((await script.get('/me')).status).to.equal(401);
    expect((await server.nobody.with({ cookie: cookieOf(opened.headers) }).get('/me')).status).to.equal(401);
  });

  it('should give a new token at every sign-in, whatever the browser brought along', async () => {
    const fixed = 'a'.repeat(43);

    const opened = await server.nobody
      .with({ cookie: `tongban_session=${fixed}` })
      .post('/sessions', { username: 'admin', password });

    expect(opened.body.token).to.not.equal(fixed);
    expect((await server.nobody.with({ authorization: `Bearer ${fixed}` }).get('/me')).status).to.equal(401);
  });

  it('should keep no token and no password in the database or the log', async () => {
    const { body } = await signIn();

    const { rows } = await server.database.query<{ text: string }>(
      'select s::text || a::text as text from session s join account a on a.id = s.account_id',
    );

    const everything = [...rows.map(({ text }) => text), ...server.log].join('\n');
    expect(everything).to.not.contain(body.token);
    expect(everything).to.not.contain(password);
    expect(everything).to.contain('$argon2id$');
  });

  it('should let sessions run out', async () => {
    const { body } = await signIn();
    await server.database.query(
      "update session set expires_at = now() - interval '1 second' where account_id = 'admin'",
    );

    const reply = await server.nobody.with({ authorization: `Bearer ${body.token}` }).get('/me');

    expect(reply.status).to.equal(401);
  });

  it('should end the other sessions when the password changes, and demand the old one', async () => {
    const root = server.as('root');
    await root.post('/organisation/users', { id: 'sun', name: 'Sun', roles: ['clerk'], password: 'first secret' });
    const [here, there] = [await signIn('sun', 'first secret'), await signIn('sun', 'first secret')];
    const at = (token: string) => server.nobody.with({ authorization: `Bearer ${token}` });

    const wrong = await at(here.body.token).patch('/me', { password: { current: 'x', next: 'second secret' } });
    const right = await at(here.body.token).patch('/me', {
      password: { current: 'first secret', next: 'second secret' },
      language: 'en',
    });

    expect([wrong.status, wrong.body.code]).to.deep.equal([422, 'password-wrong']);
    expect(right.body.language).to.equal('en');
    expect((await at(here.body.token).get('/me')).status).to.equal(200);
    expect((await at(there.body.token).get('/me')).status).to.equal(401);
    expect((await signIn('sun', 'first secret')).status).to.equal(401);
  });

  it('should end the sessions and keys of somebody who is taken out of service', async () => {
    const root = server.as('root');
    await root.post('/organisation/users', { id: 'zhou', name: 'Zhou', roles: ['worker'], password: 'first secret' });
    const { body: session } = await signIn('zhou', 'first secret');
    const { body: key } = await root.post('/organisation/api-keys', { userId: 'zhou', name: 'k' });
    expect((await server.nobody.with({ authorization: `Bearer ${key.secret}` }).get('/me')).status).to.equal(200);

    await root.patch('/organisation/users/zhou', { active: false });

    for (const token of [session.token, key.secret])
      expect((await server.nobody.with({ authorization: `Bearer ${token}` }).get('/me')).status).to.equal(401);
    expect((await signIn('zhou', 'first secret')).status).to.equal(401);
  });

  it('should not let the last administrator go', async () => {
    const root = server.as('root');
    await root.patch('/organisation/users/admin', { active: false });

    const demoted = await root.patch('/organisation/users/root', { roles: ['clerk'] });
    const retired = await root.patch('/organisation/users/root', { active: false });

    expect([demoted.body.code, retired.body.code]).to.deep.equal(['last-administrator', 'last-administrator']);
    expect((await root.get('/me')).body.roles).to.deep.equal(['admin']);
    await root.patch('/organisation/users/admin', { active: true });
  });

  it('should make an administrator once with a password of its own, and reset it when told to', async () => {
    const again = await ensureAdministrator(server.database, null);
    await ensureAdministrator(server.database, 'another secret');

    expect(again).to.equal(null);
    expect((await signIn()).status).to.equal(401);
    expect((await signIn('admin', 'another secret')).status).to.equal(201);
    await server.database.query("delete from account where id = 'admin'");
    const made = await ensureAdministrator(server.database, null);
    expect(made).to.match(/^[\w-]{16}$/);
    expect((await signIn('admin', made ?? '')).status).to.equal(201);
    await ensureAdministrator(server.database, password);
  });

  it('should slow down guessing, also when the guesses come at once, and say for how long', async () => {
    const replies = await Promise.all(Array.from({ length: 20 }, () => signIn('mei', 'guess')));
    const statuses = replies.map(({ status }) => status);

    expect(statuses.filter((status) => status === 401).length).to.be.at.most(6);
    const blocked = replies.find(({ status }) => status === 429);
    expect(blocked?.body.code).to.equal('too-many-requests');
    expect(Number(blocked?.headers.get('retry-after'))).to.be.within(1, 900);
    expect((await signIn()).status, 'others are not slowed down').to.equal(201);
  });

  it('should not offer the demo unless told to', async () => {
    expect((await server.nobody.get('/sessions/demo')).status).to.equal(404);
    expect((await server.nobody.post('/sessions/demo', { user: 'wang' })).status).to.equal(404);
  });
});

describe('api/demo sign-in', () => {
  const server = useServer({ demo: true });
  before(() => server.database.query("update account set demo = true where id in ('wang', 'li')"));

  it('should let in demo people and nobody else', async () => {
    const people = await server.nobody.get('/sessions/demo');
    const wang = await server.nobody.post('/sessions/demo', { user: 'wang' });
    const root = await server.nobody.post('/sessions/demo', { user: 'root' });

    expect(people.body.items.map(({ user }: { user: string }) => user)).to.have.members(['wang', 'li']);
    expect(wang.body.user).to.include({ id: 'wang', demo: true });
    expect(root.status).to.equal(404);
  });

  it('should not be reached under another name of the host, as by a page that rebinds its name', async () => {
    const { request } = await import('node:http');
    const { port } = new URL(server.url);
    const status = await new Promise<number | undefined>((resolve, reject) => {
      request({ port, path: '/api/v1/sessions/demo', headers: { host: 'evil.example' } }, (response) =>
        resolve(response.resume().statusCode),
      )
        .on('error', reject)
        .end();
    });

    expect(status).to.equal(404);
  });
});
