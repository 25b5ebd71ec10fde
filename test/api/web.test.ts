import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { useServer } from './support/server.ts';

describe('api/web', () => {
  const root = mkdtempSync(join(tmpdir(), 'tongban-web-'));
  mkdirSync(join(root, 'web', 'inbox'), { recursive: true });
  mkdirSync(join(root, 'web', 'assets'));
  writeFileSync(join(root, 'web', 'inbox', 'index.html'), '<!doctype html><title>inbox</title>');
  writeFileSync(join(root, 'web', 'assets', 'main-B1a2C3d4.js'), 'export {};'.repeat(500));
  writeFileSync(join(root, 'secret.txt'), 'secret');
  const server = useServer({ webRoot: join(root, 'web') });
  after(() => rmSync(root, { recursive: true }));
  const get = (path: string, headers: Record<string, string> = {}) =>
    fetch(`${server.url}${path}`, { headers, redirect: 'manual' });

  it('should serve an application at its own address and at every path inside it', async () => {
    for (const path of ['/inbox/', '/inbox/tasks/42', '/inbox/tasks?view=mine']) {
      const response = await get(path);
      expect([response.status, await response.text()], path).to.deep.equal([
        200,
        '<!doctype html><title>inbox</title>',
      ]);
      expect(response.headers.get('cache-control')).to.equal('no-cache');
    }
    const bare = await get('/inbox');
    expect([bare.status, bare.headers.get('location')]).to.deep.equal([302, '/inbox/']);
  });

  it('should let hashed files be kept for ever, and send others again only when they changed', async () => {
    const asset = await get('/assets/main-B1a2C3d4.js');
    const page = await get('/inbox/');
    const again = await get('/inbox/', {
      'if-none-match': page.headers.get('etag') ?? '',
      'cache-control': 'max-age=0',
    });

    expect(asset.headers.get('cache-control')).to.match(/immutable/);
    expect(asset.headers.get('content-type')).to.match(/javascript/);
    expect(again.status).to.equal(304);
  });

  it('should not give a page for a file that is not there, nor anything outside its folder', async () => {
    const paths = [
      '/assets/gone-00000000.js',
      '/inbox/gone.js',
      '/monitor/',
      '/../secret.txt',
      '/%2e%2e/secret.txt',
      '/inbox/..%2f..%2fsecret.txt',
      '/inbox/%00',
      '/..%5csecret.txt',
      '/.env',
      '/%E0%A4%A',
    ];

    const replies = await Promise.all(paths.map((path) => get(path)));

    expect(replies.map(({ status }) => status)).to.deep.equal(paths.map(() => 404));
    for (const reply of replies) expect(await reply.text()).to.not.contain('secret\n');
  });

  it('should answer what looks like the API by the API, never by a page', async () => {
    for (const path of ['/api/v1/none', '/API/v1/none', '//api/v1/none', '/api', '/Api/', '/api/v1/tasks/%E0%A4%A']) {
      const response = await get(path);

      expect(response.status, path).to.equal(404);
      expect(response.headers.get('content-type'), path).to.match(/problem\+json/);
    }
  });

  it('should forbid inline scripts and frames, and not demand https where there is none', async () => {
    for (const path of ['/inbox/', '/', '/api/v1/me', '/healthz']) {
      const { headers } = await get(path);
      const policy = headers.get('content-security-policy') ?? '';
      expect(policy, path)
        .to.contain("script-src 'self';")
        .and.contain("frame-ancestors 'none'")
        .and.contain("object-src 'none'")
        .and.contain("default-src 'self'")
        .and.contain("base-uri 'self'")
        .and.contain("form-action 'self'")
        .and.contain("connect-src 'self'")
        .and.contain("frame-src 'self' blob:;");
      expect(policy, path).to.not.match(/[\s']\*|https?:|unsafe-eval/);
      expect(policy, path).to.not.contain('upgrade-insecure-requests');
      expect(headers.get('strict-transport-security'), path).to.equal(null);
      expect(headers.get('x-content-type-options'), path).to.equal('nosniff');
      expect(headers.get('x-powered-by'), path).to.equal(null);
    }
  });

  it('should say that it lives, that it is ready, and how it does', async () => {
    expect(await (await get('/healthz')).json()).to.deep.equal({ status: 'ok' });
    expect(await (await get('/readyz')).json()).to.deep.equal({ status: 'ready' });
    await server.as('root').get('/me');
    const metrics = await (await get('/metrics')).text();
    expect(metrics).to.match(/tongban_http_requests_total\{method="GET",operation="getMe",status="200"\} 1/);
    expect(metrics).to.match(/tongban_commands /);
    expect(metrics).to.not.contain('root');
  });

  it('should not be ready while a migration is missing', async () => {
    await server.database.query("update migration set name = 'x' where name = '002-people'");

    const response = await get('/readyz', { 'accept-language': 'en' });
    await server.database.query("update migration set name = '002-people' where name = 'x'");

    expect(response.status).to.equal(503);
    expect(response.headers.get('retry-after')).to.equal('1');
    expect(((await response.json()) as { code: string }).code).to.equal('not-ready');
  });

  it('should describe itself, packed where the reader unpacks, in the reader’s language', async () => {
    const english = await get('/api/openapi.json', { 'accept-language': 'en', 'accept-encoding': 'gzip' });
    const chinese = await get('/api/openapi.json', { 'accept-language': 'zh' });

    expect(english.headers.get('content-encoding')).to.equal('gzip');
    expect(((await english.json()) as { openapi: string }).openapi).to.equal('3.1.0');
    expect(((await chinese.json()) as { info: { title: string } }).info.title).to.match(/\p{Script=Han}/u);
  });

  it('should log requests with their id and nothing that is said in them', async () => {
    await server.as('root').with({ 'x-request-id': 'my-id-1' }).get('/organisation/users?q=personal');
    await server.nobody.post('/sessions', { username: 'root', password: 'hunter2hunter2' });

    const lines = server.log.join('\n');

    expect(lines).to.contain('my-id-1');
    expect(lines).to.not.match(/personal|hunter2/);
    expect(lines).to.not.contain(server.tokenOf('root'));
    const forged = await get('/healthz', { 'x-request-id': 'a b\tc' });
    expect(forged.headers.get('x-request-id')).to.match(/^[\w-]{36}$/);
  });
});

describe('api/start page', () => {
  const server = useServer({ demo: true });
  before(() => server.database.query("update account set demo = true, name = '<b>Wang</b>' where id = 'wang'"));

  it('should say in both languages what to do next, and offer the demo people, where nothing is built', async () => {
    const response = await fetch(server.url);
    const html = await response.text();

    expect(html).to.contain('服务已启动').and.contain('The server is up').and.contain('data-user="wang"');
    expect(html).to.contain('&lt;b&gt;Wang').and.not.contain('<b>Wang');
    expect(html).to.not.match(/<script>|onclick/);
    expect((await fetch(`${server.url}/start.js`)).headers.get('content-type')).to.match(/javascript/);
  });
});

describe('api/audit', () => {
  const server = useServer();

  it('should name the first row that somebody has changed behind the engine’s back', async () => {
    const { APPROVAL, deploy } = await import('./support/models.ts');
    await deploy(server, APPROVAL);
    const ids: string[] = [];
    for (let i = 0; i < 3; i += 1) {
      const { body } = await server.as('root').post('/process-instances', { definitionKey: 'approval' });
      await server.as('root').patch(`/process-instances/${body.id}/variables`, { variables: { paid: false } });
      ids.push(body.id);
    }
    const intact = await server.as('root').get('/audit/verify');
    await server.database.query(
      `update journal set events = replace(events::text, 'false', 'true')::json where instance_id = $1 and seq = 2`,
      [ids[1]],
    );

    const broken = await server.as('root').get('/audit/verify');

    expect(intact.body).to.deep.equal({ ok: true, instances: 3, rows: 6, broken: null });
    expect(broken.body.ok).to.equal(false);
    expect(broken.body.broken).to.deep.equal({ instanceId: ids[1], seq: 2, reason: 'changed' });
    expect((await server.as('root').get(`/audit/verify?instanceId=${ids[0]}`)).body.ok).to.equal(true);
    expect((await server.as('root').get('/audit/verify?instanceId=none')).status).to.equal(404);
  });
});
