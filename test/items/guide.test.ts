import { expect } from 'chai';
import { guide } from '../../engine/items/guide.ts';
import { item, material, question } from './items.ts';

const shop = item({
  questions: [question('agent'), question('notarised', 'agent = "yes"')],
  materials: [
    material('application'),
    material('licence', { source: 'government', waiver: { way: 'electronicLicence' } }),
    material('authorisation', { appliesWhen: 'agent = "yes"', original: true }),
    material('notary', { appliesWhen: 'notarised = "yes"', mayFollow: true }),
  ],
  visits: [
    { step: { zh: '现场勘验', en: 'Site inspection' }, why: { zh: '核对', en: 'to compare' }, when: 'agent = "no"' },
  ],
});

const listed = (answers: Record<string, unknown>) =>
  guide(shop, answers).materials.map(({ material: { code }, how }) => `${code}:${how}`);

describe('items/guide', () => {
  it('should ask first, and list what does not depend on an answer', () => {
    const { open, questions } = guide(shop, {});

    expect(open).to.deep.equal(['agent']);
    expect(questions.map(({ key }) => key)).to.deep.equal(['agent']);
    expect(listed({})).to.deep.equal(['application:bring', 'licence:held']);
  });

  it('should ask what follows from an answer, and list exactly what applies', () => {
    expect(guide(shop, { agent: 'yes' }).open).to.deep.equal(['notarised']);
    expect(listed({ agent: 'yes', notarised: 'yes' })).to.deep.equal([
      'application:bring',
      'licence:held',
      'authorisation:bring',
      'notary:follow',
    ]);
    expect(listed({ agent: 'no' })).to.deep.equal(['application:bring', 'licence:held']);
  });

  it('should let an answer to a question that does not apply count for nothing', () => {
    expect(listed({ agent: 'no', notarised: 'yes' })).to.deep.equal(['application:bring', 'licence:held']);
  });

  it('should take an answer that is none of the options for none', () => {
    expect(guide(shop, { agent: 'perhaps' }).open).to.deep.equal(['agent']);
  });

  it('should say for what somebody has to come, and why', () => {
    expect(guide(shop, { agent: 'yes' }).visits.map(({ why }) => why.en)).to.deep.equal([
      'the original has to be shown',
    ]);
    expect(guide(shop, { agent: 'no' }).visits.map(({ step }) => step.en)).to.deep.equal(['Site inspection']);
  });
});
