import { expect } from 'chai';
import { detailsOf } from '../../../apps/shared/cases/journal-details.ts';

const NAMES = {
  language: 'zh' as const,
  codes: true,
  tasks: new Map([['t1', '收件']]),
  dataName: (name: string) => (name === 'owner' ? '业主' : name),
};

describe('lines of the journal', () => {
  it('should name tasks, and leave token movements to the diagram', () => {
    const events = [
      { type: 'elementMoved', id: 'e1', to: 'completed' },
      { type: 'taskEnded', task: { id: 't1' } },
      { type: 'taskCreated', task: { id: 't2' } },
    ];

    expect(detailsOf(events, NAMES)).to.deep.equal([
      { key: 'taskEnded', values: { name: '收件' } },
      { key: 'taskCreated', values: { name: '' } },
    ]);
  });

  it('should say which data was written, and nothing of an empty write', () => {
    const events = [
      { type: 'variablesWritten', values: { amount: 1, owner: 'x' } },
      { type: 'variablesWritten', values: {} },
    ];

    expect(detailsOf(events, NAMES)).to.deep.equal([{ key: 'variablesWritten', values: { names: 'amount, 业主' } }]);
    expect(detailsOf(events, { ...NAMES, dataName: () => null }), 'of the process alone').to.deep.equal([]);
  });

  it('should tell codes only to who looks after processes', () => {
    const events = [
      { type: 'effectRequested', effect: { topic: 'register.fetch' } },
      { type: 'incidentRaised', incident: { code: 'effect-exhausted' } },
    ];

    expect(detailsOf(events, NAMES)).to.deep.equal([
      { key: 'effectRequested', values: { name: 'register.fetch' } },
      { key: 'incidentRaised', values: { code: 'effect-exhausted' } },
    ]);
    expect(detailsOf(events, { ...NAMES, codes: false })).to.deep.equal([
      { key: 'effectRequestedUnnamed', values: {} },
      { key: 'incidentRaisedUnnamed', values: {} },
    ]);
  });

  it('should tell when a timer falls due', () => {
    const events = [{ type: 'timerArmed', timer: { dueAt: Date.UTC(2026, 0, 2) } }];

    expect(detailsOf(events, NAMES)[0]?.values).to.deep.equal({ time: '2026-01-02T00:00:00.000Z' });
  });

  it('should say which rules of which tables made a decision, and what became of scripts', () => {
    const table = { name: '费用', hitPolicy: 'COLLECT', inputs: [], result: null };
    const events = [
      {
        type: 'decisionEvaluated',
        decision: { key: 'fee' },
        trace: [
          { ...table, rules: [{ number: 1 }, { number: 3 }] },
          { ...table, name: '减免', rules: [] },
          { ...table, name: '合计', hitPolicy: null, rules: [] },
        ],
      },
      { type: 'scriptRequested', run: { id: 's1' } },
      { type: 'scriptSettled', id: 's1', outcome: 'failed' },
    ];

    expect(detailsOf(events, NAMES)).to.deep.equal([
      { key: 'decisionEvaluated', values: { name: '合计' } },
      { key: 'rulesFired', values: { name: '费用', numbers: '1, 3' } },
      { key: 'noRuleFired', values: { name: '减免' } },
      { key: 'scriptRequested', values: {} },
      { key: 'scriptFailed', values: {} },
    ]);
  });

  it('should call a decision as the reader does, and by its key where nobody said a name', () => {
    const step = { name: '费用', nameEn: 'Fee', hitPolicy: 'UNIQUE', rules: [{ number: 2 }] };
    const said = (trace: object[], language: 'zh' | 'en') =>
      detailsOf([{ type: 'decisionEvaluated', decision: { key: 'fee' }, trace }], { ...NAMES, language }).map(
        ({ values }) => values.name,
      );

    expect(said([step], 'en')).to.deep.equal(['Fee', 'Fee']);
    expect(said([step], 'zh')).to.deep.equal(['费用', '费用']);
    expect(said([], 'en')).to.deep.equal(['fee']);
  });

  it('should bear events it does not know', () => {
    expect(detailsOf([{ type: 'somethingNew' }, {}], NAMES)).to.deep.equal([]);
  });

  it('should give the reason of who intervened, not the engine’s own word for a refusal', () => {
    const lines = detailsOf(
      [
        { type: 'reasonGiven', reason: 'Papers are missing' },
        { type: 'instanceStatusChanged', to: 'terminated', reason: 'Applicant withdrew' },
        { type: 'instanceStatusChanged', to: 'terminated', reason: 'refused' },
      ],
      new Map(),
    );

    expect(lines).to.deep.equal([
      { key: 'reasonGiven', values: { why: 'Papers are missing' } },
      { key: 'statusChangedWhy', values: { status: 'terminated', why: 'Applicant withdrew' } },
      { key: 'statusChanged', values: { status: 'terminated' } },
    ]);
  });
});
