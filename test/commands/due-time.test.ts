import { expect } from 'chai';
import { dueTime } from '../../engine/commands/due-time.ts';
import { scopeOf } from '../../engine/feel/compile.ts';
import type { LimitUnit } from '../../engine/model/graph.ts';

const due = (text: string, unit: LimitUnit, from: string) =>
  dueTime({ value: { kind: 'literal', text }, unit }, { scope: scopeOf({}), now: Date.parse(from) });

describe('dueTime', () => {
  for (const [text, unit, from, expected] of [
    ['30', 'minute', '2026-01-31T23:45:00Z', '2026-02-01T00:15:00.000Z'],
    ['1.5', 'hour', '2026-01-31T12:00:00Z', '2026-01-31T13:30:00.000Z'],
    ['20', 'day', '2026-02-10T08:00:00Z', '2026-03-02T08:00:00.000Z'],
    ['1', 'month', '2026-01-31T08:00:00Z', '2026-02-28T08:00:00.000Z'],
    ['1', 'month', '2028-01-31T08:00:00Z', '2028-02-29T08:00:00.000Z'],
    ['13', 'month', '2026-11-30T08:00:00Z', '2027-12-30T08:00:00.000Z'],
    ['0', 'day', '2026-01-01T00:00:00Z', '2026-01-01T00:00:00.000Z'],
  ] as const) {
    it(`should be ${expected} for ${text} ${unit} from ${from}`, () => {
      const result = due(text, unit, from);

      expect(result.ok && result.value !== null && new Date(result.value).toISOString()).to.equal(expected);
    });
  }

  it('should be null without a limit or without a value', () => {
    expect(dueTime(null, { scope: scopeOf({}), now: 0 })).to.deep.equal({ ok: true, value: null });
    expect(due('', 'day', '2026-01-01T00:00:00Z')).to.deep.equal({ ok: true, value: null });
  });

  for (const [text, unit] of [
    ['-1', 'day'],
    ['half', 'hour'],
    ['1.5', 'month'],
    ['9e15', 'day'],
    ['9e15', 'month'],
  ] as const) {
    it(`should fail for ${text} ${unit}`, () => {
      const result = due(text, unit, '2026-01-01T00:00:00Z');

      expect(result.ok ? 'a time' : result.failure.code).to.equal('expression-failed');
    });
  }
});
