import { expect } from 'chai';
import { askedConsents, type ModelledCall, permits, personAt } from '../../engine/sharing/consent.ts';
import type { DataEntry } from '../../engine/sharing/entry.ts';

const entry = (code: string, more: Partial<DataEntry> = {}): DataEntry => ({
  ...{ code, element: code, copyOf: null, nameZh: code, nameEn: code, provider: 'civil', topic: code },
  ...{ providerZh: '民政局', providerEn: 'Civil affairs', subject: 'idNumber', items: [], updateCycle: 'daily' },
  ...{ sharing: 'conditional', opening: 'closed', basis: 'law', basisEn: null, format: 'JSON', processGrant: false },
  ...{ objectionDays: 5, sloMs: null, since: 0, until: null },
  ...more,
});
const call = (topic: string, more: Partial<ModelledCall> = {}): ModelledCall => ({
  ...{ topic, purpose: null, sources: {} },
  ...more,
});

describe('sharing/consent', () => {
  const asked = (calls: readonly ModelledCall[], entries: readonly DataEntry[]) =>
    askedConsents(calls, new Map(entries.map((each) => [each.topic ?? '', each])), {
      now: 10,
      fallback: { zh: '救助', en: 'Relief' },
    });

  it('should ask once for each entry about a person that is shared on conditions, and for nothing else', () => {
    const entries = [
      entry('low-income'),
      entry('free', { sharing: 'unconditional' }),
      entry('nobody', { subject: null }),
      entry('over', { until: 10 }),
    ];
    const calls = ['low-income', 'free', 'nobody', 'over', 'unknown', 'low-income'].map((topic) => call(topic));

    expect(asked(calls, entries).map(({ entry: { code } }) => code)).to.deep.equal(['low-income']);
  });

  it('should say everything it is asked for, each once, and what for where the model does not say', () => {
    const calls = ['check', null, 'check', ' '].map((purpose) => call('a', { purpose }));

    expect(asked(calls, [entry('a')]).map(({ purpose }) => purpose)).to.deep.equal(['check；救助']);
  });

  it('should say it in English where the model does, and leave what it does not', () => {
    const calls = [
      { purpose: '核验', purposeEn: 'Verification' },
      { purpose: '核验' },
      { purpose: '存档', purposeEn: ' ' },
      { purpose: null },
    ].map((more) => call('a', more));
    const worded = asked(calls.slice(0, 1).concat(calls.slice(2)), [entry('a')]);

    expect(worded.map(({ purpose, purposeEn }) => [purpose, purposeEn])).to.deep.equal([
      ['核验；存档；救助', 'Verification; 存档; Relief'],
    ]);
  });

  it('should know whom it is about where the model takes a variable, and not guess elsewhere', () => {
    const pathOf = (sources: ModelledCall['sources']) => asked([call('a', { sources })], [entry('a')])[0]?.subjectPath;

    expect(pathOf({})).to.equal('idNumber');
    expect(pathOf({ idNumber: '=applicant.idNumber' })).to.equal('applicant.idNumber');
    expect(pathOf({ idNumber: '= 证件号' })).to.equal('证件号');
    expect(pathOf({ idNumber: '=upper case(id)' })).to.equal(null);
    expect(pathOf({ name: '=name' })).to.equal(null);
  });

  it('should find the person, and nobody where there is none', () => {
    expect(personAt('a.b', { a: { b: '110' } })).to.equal('110');
    for (const [path, variables] of [
      [null, { a: '1' }],
      ['a.b', { a: 'text' }],
      ['a', { a: 5 }],
      ['a', { a: ' ' }],
      ['constructor.name', {}],
    ] as const)
      expect(personAt(path, variables)).to.equal(null);
  });

  it('should permit what nobody was asked, and what was agreed to and still holds', () => {
    const said = { refused: false, withdrawnAt: null, until: 20 };

    expect(permits(undefined, 10)).to.equal(true);
    expect(permits(said, 19)).to.equal(true);
    expect(permits(said, 20)).to.equal(false);
    expect(permits({ ...said, withdrawnAt: 5 }, 10)).to.equal(false);
    expect(permits({ ...said, refused: true }, 10)).to.equal(false);
  });
});
