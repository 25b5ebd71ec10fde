import { expect } from 'chai';
import { readContracts } from '../../../adapters/contracts.ts';
import { documentContract } from '../../../adapters/kit/document.ts';

describe('page of a contract', () => {
  for (const contract of readContracts())
    it(`should say everything about ${contract.name} in both languages`, () => {
      for (const language of ['zh', 'en'] as const) {
        const page = documentContract(contract, language);

        expect(page).to.contain(contract.title[language]);
        for (const { topic, levels, errors, examples } of contract.operations) {
          expect(page).to.contain(`\`${topic}\``);
          for (const path of Object.keys(levels)) expect(page).to.contain(`| \`${path}\` |`);
          for (const error of errors) expect(page).to.contain(error[language]);
          for (const { name } of examples) expect(page).to.contain(`\n${name}\n`);
        }
      }
    });
});
