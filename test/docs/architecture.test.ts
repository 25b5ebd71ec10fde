import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect } from 'chai';

const PAGE = readFileSync('engine/ARCHITECTURE.md', 'utf8');

const RULES = createRequire(import.meta.url)('../../.dependency-cruiser.cjs') as {
  forbidden: { name: string; comment?: string }[];
};

/** Folder of the engine → what it may import of ours, besides itself and the vocabulary. */
function allowedByRules(): Map<string, string[]> {
  const found = RULES.forbidden.flatMap(({ comment = '' }): [string, string[]][] => {
    const [, folder = '', list = ''] = /^engine\/([\w-]+) may import only: (.*?)\. Move/.exec(comment) ?? [];
    return folder
      ? [[folder, list.split(', ').filter((name) => ![folder, 'errors', 'env', 'port'].includes(name))]]
      : [];
  });
  return new Map(found);
}

/** The second column of the import table, of the row that is about exactly this folder. */
function allowedByPage(folder: string): string[] {
  const cell = new RegExp(`^\\| \`${folder}\` \\| ([^|]*) \\|`, 'm').exec(PAGE)?.[1] ?? '(no row)';
  return cell.trim() === '–' ? [] : cell.split(',').map((name) => name.trim().replaceAll('`', ''));
}

/** A title that goes on with an example (`: ${name}`) is named without it. */
const hasTest = (source: string, title: string): boolean =>
  [`it('${title}'`, `it("${title}"`, `it(\`${title}: \${`].some((start) => source.includes(start));

describe('docs/architecture', () => {
  const questions = [...PAGE.matchAll(/^\*\*(.+?\?)\*\* /gm)].map(([, question = '']) => question);
  const tests = [...PAGE.matchAll(/^→ `(test\/[^`]+)`: (.+)$/gm)].map(([, file = '', title = '']) => ({ file, title }));

  it('should answer the hard questions, each with its test', () => {
    expect(questions).to.have.length.of.at.least(25);
    expect(new Set(questions).size).to.equal(questions.length);
    expect(tests).to.have.lengthOf(questions.length);
  });

  it('should name tests that exist', () => {
    const missing = tests.filter(({ file, title }) => !existsSync(file) || !hasTest(readFileSync(file, 'utf8'), title));

    expect(missing).to.deep.equal([]);
  });

  it('should have the import table of the import rules', () => {
    const rules = allowedByRules();

    expect(rules.size).to.be.at.least(10);
    for (const [folder, allowed] of rules) expect(allowedByPage(folder), folder).to.have.members(allowed);
  });

  it('should name only files and folders that exist', () => {
    const paths = [...PAGE.matchAll(/`((?:[\w-]+\/)+[\w.-]+\.(?:ts|cjs|json|sql|md))`/g)].map(([, path = '']) => path);

    const missing = paths.filter((path) => !existsSync(path) && !existsSync(`engine/${path}`));

    expect(missing).to.deep.equal([]);
  });
});
