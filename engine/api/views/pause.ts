import { clockRuns, isStopped } from '../../commands/clocks/clock-runs.ts';
import { type ClockContext, readClock } from '../../commands/clocks/read-clock.ts';
import { proceedingsOf } from '../../commands/proceedings.ts';
import type { InstanceState } from '../../core/state.ts';
import type { ClockCode } from '../../sla/clock-code.ts';
import type { LedgerRecord } from '../../sla/ledger.ts';
import type { CaseClock } from '../contract/clocks.ts';
import { timeText, timeTextOrNull } from '../formats.ts';

export interface Paused {
  readonly state: InstanceState;
  /** Why the clock stands still; undefined where it does not. */
  readonly record: LedgerRecord | undefined;
  readonly now: number;
}

/** 灰灯: why, since when, and until when it is expected to. */
export function pauseView({ record, ...at }: Paused, context: ClockContext): CaseClock['paused'] {
  if (!record) return null;
  const until = expectedEnd({ record, ...at }, context);
  return { reason: record.reason, since: timeText(record.at), until: timeTextOrNull(until) };
}

/** Of a suspension its last day, of a special procedure that of its own limit, of a supplement that of the applicant's period; else null. */
function expectedEnd({ state, record, now }: Paused, context: ClockContext): number | null {
  const { suspensions, procedures } = proceedingsOf(state);
  const reason = record?.reason;
  const dueOf = (clock: ClockCode): number | null => {
    const run = clockRuns(state).find((one) => one.clock === clock && !isStopped(one));
    return (run && readClock(run, context, now)?.reading.dueAt) ?? null;
  };
  const suspension = suspensions.find((one) => !one.ended && one.reason === reason);
  if (suspension) return suspension.until;
  if (procedures.some(({ ended, kind }) => !ended && kind === reason)) return dueOf('special');
  return reason === 'request-supplement' ? dueOf('correction') : null;
}
