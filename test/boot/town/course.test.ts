import { expect } from 'chai';
import { citizensOf } from '../../../engine/boot/town/citizens.ts';
import { courseOf, habitsOf } from '../../../engine/boot/town/course.ts';
import { asDates } from '../../../engine/boot/town/dates.ts';
import { personal, replacementsFor } from '../../../engine/boot/town/personal.ts';
import { checkIdentity } from '../../../engine/identity/identity.ts';
import type { Scenario } from '../../../engine/scenario/scenario.ts';

const scenario: Scenario = {
  name: { zh: '例', en: 'example' },
  given: { now: '2026-03-02T09:00:00+08:00', businessKey: 'GS-001' },
  steps: [
    { start: { as: 'liu', variables: { applicantName: '刘明', note: '刘明' } } },
    { complete: { task: 'Check', as: 'sun', refused: 'task-state' } },
    { expect: { status: 'active' } },
    { complete: { task: 'Check', as: 'sun', variables: { ok: true } } },
    { complete: { task: 'Check', as: 'sun', variables: { ok: false } } },
    { advance: 'P1D' },
  ],
};

describe('boot/town/course', () => {
  it('should keep what is done, without what is only checked or refused', () => {
    const { steps, businessKey } = courseOf('p', scenario);

    expect(steps.map((step) => Object.keys(step)[0])).to.deep.equal(['start', 'complete', 'complete', 'advance']);
    expect(businessKey).to.equal('GS-001');
  });

  it('should know every way in which a task is done', () => {
    expect(habitsOf([courseOf('p', scenario)]).get('Check')).to.deep.equal(
      [true, false].map((ok) => ({ complete: { task: 'Check', as: 'sun', variables: { ok } } })),
    );
  });

  it('should say of the citizen what the scenario says of its applicant, wherever it stands', () => {
    const [citizen] = citizensOf('seed', 1);
    if (!citizen) throw new Error('Expected a citizen.');
    const words = replacementsFor({ applicantName: '刘明', premises: 7 }, citizen);

    const telling = { replacements: words, at: 0, zone: 'Asia/Shanghai' };
    expect(personal({ complete: { deliveredTo: '刘明', others: ['刘明', '李'] } }, telling)).to.deep.equal({
      complete: { deliveredTo: citizen.name, others: [citizen.name, '李'] },
    });
  });

  it('should say days and times as far ahead as the scenario does, and nobody is invited to a weekend', () => {
    const { steps, adapters } = courseOf('p', {
      name: { zh: '例', en: 'example' },
      given: {
        now: '2026-03-02T09:00:00+08:00',
        businessKey: 'GS-001',
        adapters: { stamp: { answer: { kind: 'completed', variables: { sealedAt: '2026-03-02T10:30:00+08:00' } } } },
      },
      steps: [
        { advance: 'P2D' },
        { complete: { task: 'Invite', as: 'tang', variables: { hearing: '2026-03-11', born: '2026-03-01' } } },
      ],
    });
    const at = (now: string) => ({ replacements: new Map(), at: Date.parse(now), zone: 'Asia/Shanghai' });
    const invited = (now: string) =>
      (personal(steps[1], at(now)) as (typeof steps)[number] & { complete: { variables: object } }).complete.variables;

    expect(invited('2026-06-10T07:00:00+08:00')).to.deep.equal({ hearing: '2026-06-17', born: '2026-06-07' });
    expect(invited('2026-06-12T23:30:00+08:00')).to.deep.equal({ hearing: '2026-06-19', born: '2026-06-09' });
    expect(invited('2026-06-13T10:00:00+08:00')).to.deep.equal({ hearing: '2026-06-22', born: '2026-06-10' });
    expect(asDates(adapters, Date.parse('2026-06-10T09:00:00+08:00'), 'Asia/Shanghai')).to.deep.equal({
      stamp: { answer: { kind: 'completed', variables: { sealedAt: '2026-06-10T02:30:00.000Z' } } },
    });
  });

  it('should give every citizen an identity number of the right making, the same each time', () => {
    const citizens = citizensOf('seed', 300);

    expect(citizens.flatMap(({ idNumber }) => checkIdentity('resident-id', idNumber))).to.deep.equal([]);
    expect(citizensOf('seed', 300)).to.deep.equal(citizens);
    expect(citizensOf('other', 300)).to.not.deep.equal(citizens);
  });
});
