import { expect } from 'chai';
import fc from 'fast-check';
import { lampOf, worstLamp } from '../../engine/sla/lamp.ts';
import { type LedgerRecord, ledgerOf } from '../../engine/sla/ledger.ts';
import type { Limit, LimitUnit } from '../../engine/sla/limit.ts';
import { defaultWarning } from '../../engine/sla/warning.ts';
import { china } from './china.ts';

const at = (text: string): number => Date.parse(`${text.length === 10 ? `${text}T10:00` : text}:00+08:00`);
const wall = (instant: number): string => new Date(china.clock.toWall(instant)).toISOString().slice(0, 16);
const limit = (n: number, unit: LimitUnit = 'workingDay'): Limit => ({
  n,
  unit,
  startDayCounts: false,
  endOfDay: 'midnight',
  lastDay: 'next-working-day',
});
const rules = (n: number, unit?: LimitUnit) => ({ limit: limit(n, unit), pausableBy: null, isLegal: false });
const rec = (
  effect: LedgerRecord['effect'],
  when: string,
  reason = 'r',
  more: Partial<LedgerRecord> = {},
): LedgerRecord => ({
  effect,
  at: at(when),
  reason,
  by: null,
  ...more,
});

describe('sla/ledger', () => {
  it('should unite pauses that overlap, and tell each by its reason', () => {
    const records = [
      rec('start', '2026-03-02'),
      rec('pause', '2026-03-04', 'hearing'),
      rec('pause', '2026-03-06', 'expert-review'),
      rec('resume', '2026-03-10', 'hearing'),
      rec('resume', '2026-03-12', 'expert-review'),
    ];

    const ledger = ledgerOf(records, rules(20), china, at('2026-03-13'));

    expect(ledger.pauses).to.deep.equal([{ from: at('2026-03-04'), to: at('2026-03-12') }]);
    expect(ledger.intervals.map(({ kind, reason, workingDays }) => `${kind} ${reason} ${workingDays}`)).to.deep.equal([
      'run r 2',
      'pause hearing 2',
      'pause expert-review 2',
      'pause expert-review 2',
      'run r 1',
    ]);
    expect(wall(ledger.due.at)).to.equal('2026-04-09T00:00');
  });

  it('should admit only reasons that the rule names, and note the others', () => {
    const records = [rec('start', '2026-03-02'), rec('pause', '2026-03-04', 'lunch')];

    const ledger = ledgerOf(records, { ...rules(20), pausableBy: ['hearing'] }, china, at('2026-03-06'));

    expect(ledger.state).to.equal('running');
    expect(ledger.intervals.find(({ kind }) => kind === 'pause')).to.deep.include({ counts: false, reason: 'lunch' });
  });

  it('should say nothing of what is recorded after the instant that is asked for', () => {
    const records = [rec('start', '2026-03-02'), rec('stop', '2026-03-10')];

    expect(ledgerOf(records, rules(5), china, at('2026-03-04')).state).to.equal('running');
    expect(ledgerOf(records, rules(5), china, at('2026-03-11'))).to.deep.include({ state: 'stopped' });
  });

  const step = fc.record({
    effect: fc.constantFrom('pause', 'resume', 'extend', 'stop' as const),
    after: fc.integer({ min: 0, max: 20 * 24 * 3_600_000 }),
    reason: fc.constantFrom('a', 'b', 'c'),
  });

  it('should have intervals whose sum is the time that has passed, whatever is recorded', () => {
    fc.assert(
      fc.property(
        fc.array(step, { maxLength: 12 }),
        fc.constantFrom<LimitUnit>('workingDay', 'calendarDay', 'month', 'workingHour', 'hour'),
        fc.integer({ min: 1, max: 30 }),
        (steps, unit, n) => {
          let when = at('2026-02-03');
          const records: LedgerRecord[] = [rec('start', '2026-02-03')];
          for (const { effect, after, reason } of steps) {
            when += after;
            records.push({ effect, at: when, reason, by: null, amount: { n: 2, unit } });
          }

          const ledger = ledgerOf(records, rules(n, unit), china, when + 1);

          const end = ledger.stoppedAt ?? when + 1;
          const sum = ledger.intervals.reduce((total, { from, to }) => total + to - from, 0);
          expect(sum).to.equal(end - ledger.startedAt);
          expect(ledger.gross).to.equal(sum);
          for (const [index, interval] of ledger.intervals.entries())
            expect(interval.from).to.equal(ledger.intervals[index - 1]?.to ?? ledger.startedAt);
          const bare = ledgerOf(records.slice(0, 1), rules(n, unit), china, when + 1);
          expect(ledger.due.at).to.be.at.least(bare.due.at);
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('sla/lamps', () => {
  const lampAt = (records: readonly LedgerRecord[], n: number, now: string, unit: LimitUnit = 'workingDay') => {
    const ledger = ledgerOf(records, rules(n, unit), china, at(now));
    const lampRules = { warning: defaultWarning('step', unit), isStatutory: false, waitsFor: ['request-supplement'] };
    return lampOf(ledger, lampRules, china, at(now));
  };

  it('should turn yellow when one working day is left, on the days that are worked', () => {
    const records = [rec('start', '2026-09-28')];

    expect(lampAt(records, 5, '2026-09-30').lamp).to.equal('green');
    expect(wall(lampAt(records, 5, '2026-09-30').until ?? 0)).to.equal('2026-10-09T00:00');
    expect(lampAt(records, 5, '2026-10-09T00:00').lamp).to.equal('yellow');
    expect(lampAt(records, 5, '2026-10-10T23:59').lamp).to.equal('yellow');
    expect(lampAt(records, 5, '2026-10-11T00:01').lamp).to.equal('red');
  });

  it('should turn yellow from the share of the hours that count', () => {
    const records = [rec('start', '2026-03-02T09:00')];

    expect(wall(lampAt(records, 10, '2026-03-02T09:00', 'workingHour').until ?? 0)).to.equal('2026-03-02T17:30');
    expect(wall(lampAt(records, 10, '2026-03-02T09:00', 'hour').until ?? 0)).to.equal('2026-03-02T16:00');
  });

  it('should leave out of the share what stood still', () => {
    const records = [
      rec('start', '2026-03-02T09:00'),
      rec('pause', '2026-03-02T10:00'),
      rec('resume', '2026-03-02T12:00'),
    ];

    expect(wall(lampAt(records, 10, '2026-03-02T12:00', 'hour').until ?? 0)).to.equal('2026-03-02T18:00');
  });

  it('should be grey while it stands still, blue where the applicant is waited for', () => {
    const paused = (reason: string) => [rec('start', '2026-03-02'), rec('pause', '2026-03-03', reason)];

    expect(lampAt(paused('hearing'), 5, '2026-04-30')).to.deep.equal({ lamp: 'grey', until: null });
    expect(lampAt(paused('request-supplement'), 5, '2026-04-30')).to.deep.equal({ lamp: 'blue', until: null });
  });

  it('should judge a case by the worse of its clocks', () => {
    expect(worstLamp(['green', 'double-red', 'red'])).to.equal('double-red');
    expect(worstLamp([])).to.equal(null);
  });

  it('should always name an instant at which the lamp is another', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 40 * 24 }),
        fc.integer({ min: 1, max: 25 }),
        fc.constantFrom<LimitUnit>('workingDay', 'calendarDay', 'workingHour', 'hour'),
        (hours, n, unit) => {
          const now = at('2026-09-20') + hours * 3_600_000;
          const start = [{ ...rec('start', '2026-09-20'), at: now - hours * 1_800_000 }];
          const read = (instant: number) => {
            const ledger = ledgerOf(start, rules(n, unit), china, instant);
            return lampOf(
              ledger,
              { warning: defaultWarning('step', unit), isStatutory: false, waitsFor: [] },
              china,
              instant,
            );
          };

          const { lamp, until } = read(now);

          if (until === null) expect(lamp).to.equal('red');
          else {
            expect(until).to.be.greaterThan(now);
            expect(read(until - 1).lamp).to.equal(lamp);
            expect(read(until).lamp).not.to.equal(lamp);
          }
        },
      ),
      { numRuns: 300 },
    );
  });
});
