import { expect } from 'chai';
import { CATALOGUE } from '../../../engine/model/catalogue/index.ts';
import { compileModel } from '../../../engine/model/compile.ts';
import type { Problem } from '../../../engine/model/problem.ts';
import { RULES } from '../../../engine/model/rules/index.ts';
import { xmlOf } from './fixture.ts';
import { FIXTURES } from './fixtures.ts';

/** What only this product demands: of its own extension, and of what it can run. */
const OWN_RULES = [
  'acceptance-milestone',
  'approval',
  'approvers',
  'assignment-missing',
  'backwards',
  'data-store-reserved',
  'expression-check',
  'extension-not-read',
  'give-up',
  'ladders',
  'legal-limits',
  'post-check',
  'procedure-settings',
  'time-limits',
  'withdrawal-start',
];

describe('model/catalogue', () => {
  it('should have two models for every requirement, and each requirement once', () => {
    const ids = CATALOGUE.map(({ id }) => id);

    expect(new Set(ids).size).to.equal(ids.length);
    expect(Object.keys(FIXTURES).sort()).to.deep.equal([...ids].sort());
  });

  it('should say of every rule which requirement it is for, or that it is our own', () => {
    const named = new Set([...CATALOGUE.map(({ rule }) => rule), ...OWN_RULES]);

    expect(RULES.map(({ id }) => id).filter((id) => !named.has(id))).to.deep.equal([]);
  });

  for (const { id, clause, rule, severity } of CATALOGUE) {
    const { valid, invalid } = FIXTURES[id] ?? { valid: {}, invalid: { at: [] } };

    it(`should deploy what fulfils a demand: ${id} (${clause})`, async () => {
      const { graphs, problems } = await compileModel(xmlOf(valid));

      expect(problems.map(shown)).to.deep.equal([]);
      expect(graphs).to.not.deep.equal([]);
    });

    it(`should report what does not, and nothing else: ${id} (${rule})`, async () => {
      const { graphs, problems } = await compileModel(xmlOf(invalid));

      expect(problems.map(shown)).to.deep.equal([
        ...invalid.at.map((at) => `${severity} ${rule} ${at}`),
        ...(invalid.also ?? []),
      ]);
      expect(graphs.length === 0).to.equal(severity === 'error');
      for (const problem of problems) expectToSayIt(problem);
    });
  }
});

const shown = ({ severity, rule, elementId }: Problem): string => `${severity} ${rule} ${elementId}`;

/** In both languages, with a place, and with what was expected. */
function expectToSayIt({ message, line, column }: Problem): void {
  expect(message.en).to.match(/^Expected .+, (?:but|as) /);
  expect(message.zh).to.match(/\p{Script=Han}/u);
  expect(line).to.be.greaterThan(0);
  expect(column).to.be.greaterThan(0);
}
