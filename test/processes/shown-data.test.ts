import { expect } from 'chai';
import { processFolders } from './catalogue.ts';
import { formsOf } from './forms.ts';

/** What others said before, by the form that shows it. */
const SHOWN = {
  review: { examinationOpinion: '材料齐全' },
  decision: { examinationOpinion: '材料齐全', voteResult: 'agree' },
  'city-extension': {
    extensionReason: '需吊车',
    extensionAsked: 3,
    disposeUnit: 'workingDay',
    caseKind: 'comprehensive',
  },
  'city-hang-up': { hangUpReason: '非种植季' },
};

describe('what others said before', () => {
  const forms = formsOf(processFolders);

  for (const [key, said] of Object.entries(SHOWN)) {
    it(`should be shown by the form and not written over: ${key}`, () => {
      const form = forms.find(key, '');
      const refused = form?.validate(said).map(({ path }) => path);

      for (const name of Object.keys(said)) {
        expect(form?.has(name), name).to.equal(true);
        expect(refused, name).to.include(name);
      }
    });
  }
});
