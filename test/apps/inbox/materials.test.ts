import { expect } from 'chai';
import { arrivalOf } from '../../../apps/inbox/arrival.ts';
import { materialStates } from '../../../apps/inbox/material-states.ts';

const material = (code: string, more: object = {}) => ({ code, name: code, tolerated: false, held: false, ...more });
const missing = (code: string, result: string) => ({ material: code, name: code, result, reason: `${code}?` });

describe('how materials stand', () => {
  it('should tell what is held, asked for, received and promised, the last word counting', () => {
    const states = materialStates({
      materials: ['a', 'b', 'c', 'd'].map((code) => material(code, { held: code === 'd' })),
      notices: [
        {
          document: 'x',
          at: '',
          materials: [missing('a', 'missing'), missing('b', 'defective')],
          received: { at: '', materials: ['a'] },
        },
        { document: 'y', at: '', materials: [missing('b', 'missing')], received: null },
      ],
      itemMaterials: [],
      promises: [{ material: 'c', name: 'c', dueAt: '2026-12-01T00:00:00Z', deliveredAt: null }],
    } as never);

    expect(states.map(({ code, state, held }) => [code, state, held])).to.deep.equal([
      ['a', 'received', false],
      ['b', 'missing', false],
      ['c', 'promised', false],
      ['d', null, true],
    ]);
    expect(states[1]?.reason).to.equal('b?');
    expect(states[2]?.until).to.equal('2026-12-01T00:00:00Z');
  });

  it('should be those of the service item where the model lists none', () => {
    const itemMaterials = [
      { code: 'M01', name: 'Form', required: true, held: false, follows: true },
      { code: 'M02', name: 'Licence', required: true, held: true, follows: false },
    ];
    const told = { notices: [], promises: [] };
    const codes = (materials: object[]) =>
      materialStates({ ...told, materials, itemMaterials } as never).map((row) => [row.code, row.held, row.tolerated]);

    expect(codes([])).to.deep.equal([
      ['M01', false, true],
      ['M02', true, false],
    ]);
    expect(codes([material('a')])).to.deep.equal([['a', false, false]]);
  });
});

describe('how a task got here', () => {
  const opinion = (taskId: string, verb: string, at: string) => ({
    taskId,
    verb,
    at,
    elementId: '',
    taskName: taskId,
    by: 'li',
    text: '',
  });
  const task = { id: 't', createdAt: '2026-03-02T08:00:00.000Z' };

  it('should be the last move before it arrived, not what others did later or elsewhere', () => {
    const opinions = [
      opinion('a', 'complete', '2026-03-01T08:00:00.000Z'),
      opinion('b', 'return', '2026-03-02T08:00:00.000Z'),
      opinion('c', 'complete', '2026-03-02T09:00:00.000Z'),
      opinion('b', 'comment', '2026-03-02T08:00:00.000Z'),
    ];

    expect(arrivalOf(task, opinions)?.taskId).to.equal('b');
  });

  it('should be a transfer of the task itself where there was one', () => {
    const opinions = [
      opinion('a', 'complete', '2026-03-02T08:00:00.000Z'),
      opinion('t', 'transfer', '2026-03-02T10:00:00.000Z'),
    ];

    expect(arrivalOf(task, opinions)?.verb).to.equal('transfer');
  });

  it('should be nothing at the first step', () => {
    expect(arrivalOf(task, [])).to.equal(undefined);
  });
});
