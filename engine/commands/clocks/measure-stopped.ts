/** What a clock had measured is said once, when it stops: figures over many cases then need no calendar. */
import type { DomainEvent } from '../../core/events.ts';
import type { DecideContext } from '../command.ts';
import { type ClockRun, clockRuns } from './clock-runs.ts';
import { readClock } from './read-clock.ts';
import type { Done } from './step-events.ts';

/** One event for each clock with a limit that one of the events has stopped. */
export function measureStopped(done: Done, context: DecideContext): DomainEvent[] {
  const stops = new Set(
    done.events.flatMap((event) =>
      event.type === 'clockRecorded' && event.record.effect === 'stop' ? [event.record] : [],
    ),
  );
  if (stops.size === 0) return [];
  return clockRuns(done.after)
    .filter(({ records }) => stops.has(records.find(({ effect }) => effect === 'stop') as never))
    .flatMap((run) => measured(run, done, context));
}

function measured(run: ClockRun, { before, after }: Done, context: DecideContext): DomainEvent[] {
  const read = readClock(run, context, context.env.now);
  const [start] = run.records;
  if (!read || !start) return [];
  const { ledger, reading } = read;
  const id = run.element ?? after.root;
  const { def, node } = start.visitOf ?? after.elements[id] ?? before?.elements[id] ?? { def: 0, node: 0 };
  const { startedAt, dueAt, lamp } = reading;
  const { gross, net, stoppedAt } = ledger;
  return [
    {
      type: 'clockMeasured',
      measured: {
        id: run.id,
        clock: run.clock,
        def,
        node,
        department: start.department ?? null,
        startedAt,
        stoppedAt: stoppedAt ?? context.env.now,
        dueAt,
        lamp,
        gross,
        net,
      },
    },
  ];
}
