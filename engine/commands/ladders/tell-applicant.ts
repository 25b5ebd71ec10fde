/** 蓝灯: the case waits for its applicant, and tells him so. */
import type { DomainEvent } from '../../core/events.ts';
import type { InstanceState } from '../../core/state.ts';
import { type ClockRun, isStopped } from '../clocks/clock-runs.ts';
import type { DecideContext } from '../command.ts';
import { written } from '../notices/notice.ts';
import type { Turn } from './lamp-turns.ts';

interface Waits {
  readonly turned: readonly Turn[];
  readonly runs: ReadonlyMap<string, ClockRun>;
}

/** A word that the applicant can read, once for each wait, however many clocks stand still for it. A supplement notice has told him itself. */
export function waitingFor(state: InstanceState, { turned, runs }: Waits, { env }: DecideContext): DomainEvent[] {
  if (state.initiator === null) return [];
  const waits = turned.some(({ clock, lamp }) => {
    const run = runs.get(clock);
    return lamp === 'blue' && run !== undefined && !isStopped(run) && reasonOf(run) !== 'request-supplement';
  });
  if (!waits) return [];
  const said = { at: env.now, by: 'system', text: TEXT };
  const base = { kind: 'comment', id: env.newId(), by: 'system', at: env.now } as const;
  return [written('sent', { ...base, visibility: 'applicant', versions: [said] })];
}

const reasonOf = ({ records }: ClockRun): string | undefined =>
  records.findLast(({ effect }) => effect === 'pause')?.reason;

const TEXT = '期限已暂停，正在等待您办理。 The time limit stands still: we are waiting for you.';
