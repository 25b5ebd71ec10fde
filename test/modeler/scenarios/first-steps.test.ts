import { expect } from 'chai';
import { parseScenarios } from '../../../engine/scenario/parse-scenarios.ts';
import { STEPS } from '../../../engine/scenario/scenario.ts';
import { toolsEn } from '../../../modeler/i18n/tools.en.ts';
import { toolsZh } from '../../../modeler/i18n/tools.zh.ts';
import { FIRST_STEPS } from '../../../modeler/scenarios/first-steps.ts';

describe('modeler/scenarios', () => {
  for (const kind of Object.keys(STEPS)) {
    it(`should offer a step that can be lived, with its name in both languages: ${kind}`, () => {
      const file = {
        process: 'p',
        scenarios: [
          {
            name: { zh: '一', en: 'one' },
            given: { now: '2026-03-02T09:00:00+08:00', businessKey: 'case-1' },
            steps: [{ start: { as: 'applicant' } }, { [kind]: FIRST_STEPS[kind] }],
          },
        ],
      };

      expect(() => parseScenarios(JSON.stringify(file))).to.not.throw();
      const [zh, en] = [toolsZh, toolsEn].map(({ scenarios }) => (scenarios.step as Record<string, string>)[kind]);
      expect(zh).to.match(/[\u4e00-\u9fff]/);
      expect(en).to.match(/^[a-z ]+$/);
    });
  }
});
