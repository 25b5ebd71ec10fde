import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { expect } from 'chai';
import { build } from 'vite';
import { contentOf, noteSources } from '../../apps/build.ts';

const ROOT = join(import.meta.dirname, '../..');

describe('apps/build', () => {
  let folder: string;

  before(() => {
    mkdirSync(join(ROOT, '.tongban'), { recursive: true });
    folder = mkdtempSync(join(ROOT, '.tongban', 'build-'));
  });

  after(() => rmSync(folder, { recursive: true, force: true }));

  it('should know a source as it was read, not as it was left by somebody who edited it meanwhile', async () => {
    const path = (name: string): string => relative(ROOT, join(folder, name)).replaceAll(sep, '/');
    writeFileSync(join(folder, 'main.js'), `import { n } from './edited.js';\nconsole.log(n);`);
    writeFileSync(join(folder, 'edited.js'), 'export const n = 1;');
    const before = contentOf(path('edited.js'));
    const sources = new Map<string, string>();
    const { NODE_ENV } = process.env;

    await build({
      configFile: false,
      logLevel: 'silent',
      root: folder,
      build: { write: false, rollupOptions: { input: join(folder, 'main.js') } },
      plugins: [
        noteSources(sources),
        {
          name: 'somebody',
          transform(_code, id) {
            if (id.endsWith('edited.js')) writeFileSync(join(folder, 'edited.js'), 'export const n = 2;');
          },
        },
      ],
    });
    if (NODE_ENV === undefined) delete process.env.NODE_ENV;
    else process.env.NODE_ENV = NODE_ENV;

    expect([...sources.keys()].sort()).to.deep.equal([path('edited.js'), path('main.js')]);
    expect(sources.get(path('edited.js')))
      .to.equal(before)
      .and.not.equal(contentOf(path('edited.js')));
    expect(sources.get(path('main.js'))).to.equal(contentOf(path('main.js')));
  });
});
