import type { ClockCode } from '../../../sla/clock-code.ts';
import type { Lamp } from '../../../sla/lamp.ts';
import { clocksOfCase, periodsOf } from '../../../store/read/breaches.ts';
import { timeText, timeTextOrNull } from '../../formats.ts';
import type { Handler } from '../../route.ts';
import { heldView } from '../../views/holders.ts';
import { requireInstance } from '../../views/instance.ts';
import { namesFor } from '../../views/named.ts';

/** Of every clock of a case, not only of those that are late: whose it is should be seen before. */
export const listCaseHolders: Handler<'listCaseHolders'> = async (call, services) => {
  const { params, principal, language } = call;
  const { id } = await requireInstance(services, principal, params.id);
  const { database, runtime } = services;
  const rows = await clocksOfCase(database, id);
  const periods = await periodsOf(database, [id]);
  const names = await namesFor(services, language, [...rows, ...periods]);
  const now = runtime.clock.now();
  const world = { calendars: runtime.calendars.current, now, names };
  return {
    at: timeText(now),
    items: rows.map((row) => ({
      clockId: row.clockId,
      clock: row.clock as ClockCode,
      elementId: row.elementId,
      elementName: names.of(row).elementName ?? row.elementId,
      lamp: row.lamp as Lamp,
      startedAt: timeText(row.startedAt),
      dueAt: timeText(row.dueAt),
      stoppedAt: timeTextOrNull(row.stoppedAt),
      ...heldView(row, periods, world),
    })),
  };
};
