import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';

const SOURCE_FOLDERS = ['engine', 'adapters', 'bench', 'test'];

const filesOf = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => join(entry.parentPath, entry.name));

const lines = (file: string): number => readFileSync(file, 'utf8').split('\n').length;

describe('architecture', () => {
  it('should let the import checker see every source file', function () {
    this.timeout(120_000);

    const report = JSON.parse(
      execFileSync(join('node_modules', '.bin', 'depcruise'), [...SOURCE_FOLDERS, '--output-type', 'json'], {
        encoding: 'utf8',
        maxBuffer: 256 * 1024 * 1024,
      }),
    ) as { modules: { source: string }[] };

    const cruised = new Set(report.modules.map((module) => module.source));
    const missed = SOURCE_FOLDERS.flatMap(filesOf).filter((file) => !cruised.has(file));
    expect(missed, 'files the import checker did not read: its answer means nothing for them').to.deep.equal([]);
  });

  it('should read clock and randomness only where the outside world enters', () => {
    const PURE = ['model', 'feel', 'core', 'tasks', 'people', 'forms', 'commands'];
    const FORBIDDEN = /\bDate\.now\(|\bnew Date\(\)|\bMath\.random\(|\brandomUUID\(|\bperformance\.now\(/;
    const ALLOWED = new Map([
      ['engine/feel/limits.ts', 'the time budget of one evaluation is measured, it never decides a value'],
    ]);

    const offenders = PURE.flatMap((folder) => filesOf(join('engine', folder))).filter(
      (file) => FORBIDDEN.test(readFileSync(file, 'utf8')) && !ALLOWED.has(file),
    );

    expect(offenders, 'take `env.now` and `env.newId` from the command instead').to.deep.equal([]);
  });

  it('should keep SQL in engine/store', () => {
    const SQL = /\b(select|insert into|update|delete from)\b[^;'"`]*\b(from|into|set|where)\b/i;
    const offenders = filesOf('engine')
      .filter((file) => !file.startsWith('engine/store/'))
      .filter((file) =>
        (readFileSync(file, 'utf8').match(/`[^`]*`/g) ?? []).some(
          (text) => SQL.test(text) && /\bfrom\b/.test(text) && /\bwhere\b/.test(text),
        ),
      );

    expect(offenders, 'one file per SQL operation under engine/store').to.deep.equal([]);
  });

  it('should keep files small enough to read', () => {
    const sizes = filesOf('engine').map((file) => ({ file, size: lines(file) }));
    const sorted = sizes.map(({ size }) => size).sort((a, b) => a - b);

    const median = sorted[Math.floor(sorted.length / 2)] ?? 0;
    expect(median, 'median file length of engine/').to.be.at.most(100);
    expect(
      sizes.filter(({ size }) => size > 500),
      'files of more than 500 lines: split by what they do',
    ).to.deep.equal([]);
  });
});
