import { execFile } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { type Office, office } from '../adapters/http/support.ts';

const run = (...args: string[]): Promise<{ code: number; out: string; error: string }> =>
  new Promise((resolve) => {
    execFile(process.execPath, ['engine/cli/tongban.mjs', 'conform', ...args], (error, out, stderr) =>
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, out, error: stderr }),
    );
  });

function connectionsFor(port: number): string {
  const file = join(mkdtempSync(join(tmpdir(), 'tongban-conform-')), 'connections.json');
  const operations = {
    'meteorology.current-alert': {
      method: 'GET',
      path: '/alerts/{day}',
      errors: [{ when: '=status = 404', code: 'meteorology.not-found' }],
    },
  };
  const connection = {
    kind: 'rest',
    baseUrl: `http://127.0.0.1:${port}`,
    allowed: ['127.0.0.1'],
    plainText: true,
    operations,
  };
  writeFileSync(file, JSON.stringify({ connections: { meteorology: connection } }));
  return file;
}

describe('tongban conform', function () {
  this.timeout(60_000);
  let department: Office | undefined;
  after(() => department?.stop());

  it('should say what a real department does not keep, and leave by code 1', async () => {
    const answer = { good: '{"level":"yellow","content":"大风"}', wrong: '{"level":"purple"}' };
    let body = answer.good;
    department = await office(({ url }, response) => {
      response.writeHead(url === '/alerts/1999-01-01' ? 404 : 200, { 'content-type': 'application/json' }).end(body);
    });
    const file = connectionsFor(department.port);

    const good = await run('--connections', file);
    body = answer.wrong;
    const wrong = await run('--connections', file, '--json');

    expect([good.code, good.error]).to.deep.equal([0, '']);
    expect(good.out).to.contain('0 do not fit');
    expect(wrong.code).to.equal(1);
    const failed = JSON.parse(wrong.out).findings.filter(({ passed }: { passed: boolean }) => !passed);
    expect(failed.map(({ test }: { test: string }) => test)).to.deep.equal(['found']);
    expect(wrong.out).to.contain('/level: enum').and.not.contain('purple');
  });

  it('should leave by code 2 for a name that is none', async () => {
    expect((await run('nobody')).code).to.equal(2);
  });
});
