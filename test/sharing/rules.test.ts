import { expect } from 'chai';
import { readDataContracts } from '../../adapters/contracts.ts';
import { checkRows } from '../../engine/sharing/check-rows.ts';
import { coverageOf, rateOf } from '../../engine/sharing/coverage.ts';
import { DEMAND_STEPS, type DemandParty, moveDemand } from '../../engine/sharing/demand.ts';
import { checkEntry } from '../../engine/sharing/entry.ts';
import { entriesOf } from '../../engine/sharing/from-contract.ts';
import { provenanceOf } from '../../engine/sharing/provenance.ts';

const entries = readDataContracts().flatMap((contract) => entriesOf(contract, 0));
const byCode = (code: string) => entries.find((entry) => entry.code === code) ?? null;
const LOW_INCOME = byCode('civil-affairs.check-low-income');

describe('sharing/from-contract', () => {
  it('should make a sound entry of every query of the departments, and of nothing that changes something', () => {
    expect(entries.length).to.be.greaterThan(30);
    expect(entries.filter((entry) => !checkEntry(entry, entries).ok)).to.deep.equal([]);
    expect(byCode('tax.register')).to.equal(null);
  });

  it('should take level, subject and conditions from the contract', () => {
    expect(LOW_INCOME).to.include({ sharing: 'conditional', subject: 'idNumber', provider: 'civil-affairs' });
    expect(byCode('tax.check-debt')).to.include({ sharing: 'unconditional', subject: 'creditCode' });
    expect(LOW_INCOME?.items.find(({ name }) => name === 'certified')).to.include({ level: 3, sensitive: true });
  });
});

describe('sharing/demand', () => {
  const ALL: readonly DemandParty[] = ['bureau', 'source', 'asker'];
  const move = (state: Parameters<typeof moveDemand>[0], step: (typeof DEMAND_STEPS)[number], parties = ALL) => {
    const moved = moveDemand(state, step, { entry: LOW_INCOME, parties });
    return moved.ok ? moved.value.state : moved.failure.code;
  };

  it('should go to the source where it is shared on conditions, with five days, ten where nothing is published', () => {
    const entryless = moveDemand('asked', 'conform', { entry: null, parties: ALL });

    expect(move('asked', 'conform')).to.equal('source');
    expect(entryless.ok && entryless.value.days).to.equal(10);
  });

  it('should let only the right party take each step', () => {
    expect(move('asked', 'conform', ['source'])).to.equal('forbidden');
    expect(move('source', 'grant', ['asker'])).to.equal('forbidden');
    expect(move('disputed', 'grant', ['source'])).to.equal('forbidden');
    expect(move('disputed', 'grant', ['bureau'])).to.equal('granted');
    expect(move('refused', 'dispute', ['bureau'])).to.equal('forbidden');
  });

  it('should not move once it is granted or closed', () => {
    for (const step of DEMAND_STEPS)
      for (const state of ['granted', 'closed'] as const) expect(move(state, step)).to.equal('data-step-invalid');
  });
});

describe('sharing/coverage', () => {
  it('should count what arrives by sharing among what is required', () => {
    const service = {
      key: 'k',
      name: 'K',
      required: [
        { field: 'a', source: null },
        { field: 'b', source: 'civil-affairs.check-low-income#certified' },
        { field: 'c', source: 'civil-affairs.check-low-income#nothing' },
        { field: 'd', source: null },
      ],
      fetched: [
        { field: 'd', topic: 'civil-affairs.check-low-income' },
        { field: 'e', topic: 'tax.check-debt' },
        { field: 'f', topic: 'echo' },
      ],
    };
    const [row] = coverageOf([service], entries, 1);

    expect(row).to.deep.include({ required: 5, shared: 3, fromApplicant: ['a', 'c'] });
    expect(row?.unknownSources).to.deep.equal(['civil-affairs.check-low-income#nothing']);
    expect(rateOf(row ? [row] : [])).to.equal(0.6);
    expect(rateOf([])).to.equal(null);
  });
});

describe('sharing/check-rows', () => {
  it('should tally each field and keep what fails masked, passing over what is empty', () => {
    const rows = [
      { key: '1', values: { id: 'good' } },
      { key: '2', values: { id: 'bad-bad-bad-bad' } },
      { key: '3', values: { id: '' } },
      { key: '4', values: {} },
    ];
    const { tallies, failures } = checkRows(rows, { id: 'rule' }, (_rule, value) =>
      value === 'good' ? [] : ['wrong'],
    );

    expect(tallies).to.deep.equal([{ field: 'id', rule: 'rule', checked: 2, failed: 1 }]);
    expect(failures).to.have.length(1);
    expect(failures[0]).to.include({ rowKey: '2', shown: 'bad***ad' });
  });
});

describe('sharing/provenance', () => {
  it('should name the last department that filled a field', () => {
    const known = new Map(entries.map((entry) => [entry.topic ?? '', entry]));
    const call = (elementId: string, topic: string, at: number) => ({ effectId: `${at}`, elementId, topic, at });
    const calls = [
      call('b', 'tax.check-debt', 2),
      call('a', 'civil-affairs.check-low-income', 1),
      call('c', 'echo', 3),
    ];

    const found = provenanceOf(calls, known, (id) => (id === 'c' ? null : ['x']));

    expect(found).to.deep.equal([{ field: 'x', code: 'tax.check-debt', provider: 'tax', at: 2 }]);
  });
});
