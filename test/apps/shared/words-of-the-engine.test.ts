import { expect } from 'chai';
import { en } from '../../../apps/shared/i18n/en.ts';
import { zh } from '../../../apps/shared/i18n/zh.ts';
import { COMMANDS } from '../../../engine/commands/index.ts';
import { LIMIT_UNITS } from '../../../engine/sla/limit.ts';

type Words = Readonly<Record<string, string>>;
interface Dictionary {
  readonly command: Words;
  readonly clocks: { readonly unit: Words };
}

/** Without a word a reader would see what the engine calls it. */
describe('the words of the engine', () => {
  for (const [language, { command, clocks }] of Object.entries({ zh, en }) as [string, Dictionary][]) {
    it(`should name every command that a journal can have: ${language}`, () => {
      expect(Object.keys(COMMANDS).filter((name) => !command[name])).to.deep.equal([]);
    });

    it(`should name every unit of a limit: ${language}`, () => {
      expect(LIMIT_UNITS.filter((unit) => !clocks.unit[unit])).to.deep.equal([]);
    });
  }
});
