import { expect } from 'chai';
import { resolveLimit } from '../../engine/commands/clocks/resolve-limit.ts';
import { scopeOf } from '../../engine/feel/compile.ts';
import type { LimitSpec, ModelValue } from '../../engine/model/graph.ts';
import { defaultWarning } from '../../engine/sla/warning.ts';

const limit = (text: string, unit: LimitSpec['unit'], department: ModelValue | null = null): LimitSpec => ({
  clock: 'step',
  value: { kind: 'literal', text },
  unit,
  department,
  startsAfter: null,
  stopsAfter: null,
  startDayCounts: false,
  endOfDay: 'midnight',
  lastDay: 'next-working-day',
  pausableBy: null,
  extension: null,
  warning: defaultWarning('step', unit),
  basis: null,
  floor: 1,
});

const resolve = (spec: LimitSpec | null) => resolveLimit(spec, { scope: scopeOf({}), now: 0 });

describe('resolveLimit', () => {
  it('should work out the number, and say by whose calendar it counts', () => {
    const result = resolve(limit('5', 'workingDay', { kind: 'literal', text: 'market-regulation' }));

    expect(result.ok && result.value).to.deep.equal({
      limit: {
        n: 5,
        unit: 'workingDay',
        startDayCounts: false,
        endOfDay: 'midnight',
        lastDay: 'next-working-day',
        pausableBy: null,
        extension: null,
        warning: { share: 0.7, days: 1 },
      },
      department: 'market-regulation',
    });
  });

  it('should be null without a limit or without a value', () => {
    expect(resolve(null)).to.deep.equal({ ok: true, value: null });
    expect(resolve(limit('', 'calendarDay'))).to.deep.equal({ ok: true, value: null });
  });

  for (const [text, unit] of [
    ['-1', 'calendarDay'],
    ['half', 'hour'],
    ['1.5', 'month'],
    ['0.5', 'workingDay'],
    ['9e15', 'calendarDay'],
    ['9e15', 'month'],
    ['9e15', 'minute'],
  ] as const) {
    it(`should fail for ${text} ${unit}`, () => {
      const result = resolve(limit(text, unit));

      expect(result.ok ? 'a limit' : result.failure.code).to.equal('expression-failed');
    });
  }
});
