/**
 * By default a lamp tells people: yellow who has the work and who leads them, and again every working day while it stays so; red those above as well;
 * a passed limit of the law the supervision body too, with a red card. A ladder of the model or of the department takes the place of the telling for
 * its limit. Each once for a clock and lamp, in office hours. Blue tells the applicant; grey nobody.
 */
import type { DomainEvent } from '../../core/events.ts';
import type { Urge } from '../../core/notices.ts';
import type { Alarm } from '../../core/proceedings.ts';
import type { InstanceState } from '../../core/state.ts';
import { inOffice, nextMorning } from '../../sla/rung.ts';
import { alarm } from '../alarms.ts';
import { hasEnded } from '../case.ts';
import { type ClockRun, clockRuns, isStopped } from '../clocks/clock-runs.ts';
import { type ReadClock, readClock } from '../clocks/read-clock.ts';
import { knownOf } from '../clocks/refresh-clock.ts';
import type { DecideContext } from '../command.ts';
import { noticesOf, written } from '../notices/notice.ts';
import { placeOf } from '../place.ts';
import { proceedingsOf } from '../proceedings.ts';
import { hasLadderFor } from './ladder-at.ts';
import { cardFor } from './lamp-cards.ts';
import { isTold, lampPeople, type ToldLamp } from './lamp-people.ts';
import { turnsIn } from './lamp-turns.ts';
import { handlersOf, tasksAt } from './rung-people.ts';
import { waitingFor } from './tell-applicant.ts';

/** `events` are all that this decision has made, of its clocks too. */
export function lampEvents(
  state: InstanceState,
  events: readonly DomainEvent[],
  context: DecideContext,
): DomainEvent[] {
  const turned = hasEnded(state) ? [] : turnsIn(state, events);
  const over = alarmsOver(state, events);
  if (turned.length === 0) return over;
  const runs = new Map(clockRuns(state).map((run) => [run.id, run]));
  const set = new Map(lampAlarms(state).map((one) => [one.ref, one]));
  const told = turned.flatMap(({ clock, lamp, begins }) => {
    const run = runs.get(clock);
    if (!run || isStopped(run) || !isTold(lamp)) return [];
    const card = lamp === 'double-red' ? cardFor(state, run, context) : [];
    if (hasLadderFor(state, run, context)) return card;
    return [...card, ...tellIn({ state, run, lamp, begins, set: set.get(clock) }, context)];
  });
  return [...over, ...told, ...waitingFor(state, { turned, runs }, context)];
}

interface Telling {
  readonly state: InstanceState;
  readonly run: ClockRun;
  readonly lamp: ToldLamp;
}

interface Turned extends Telling {
  readonly begins: boolean;
  /** The alarm that will tell of this clock. */
  readonly set: Alarm | undefined;
}

/** Now, or by an alarm when the office is open: then it is told what shows by then. */
function tellIn({ begins, set, ...telling }: Turned, context: DecideContext): DomainEvent[] {
  const { run, lamp } = telling;
  const { now } = context.env;
  const read = readClock(run, context, now);
  if (!read) return [];
  const at = (begins ? nextMorningWithin(read, now) : null) ?? tellAt(read, lamp, now);
  if (at > now) return set && set.dueAt <= at ? [] : [...cleared(set), wake(run, at, context)];
  return [...tellOnce(telling, context), ...(lamp === 'yellow' && !set ? comeAgain(run, read, context) : [])];
}

const cleared = (set: Alarm | undefined): DomainEvent[] => (set ? [{ type: 'alarmCleared', id: set.id }] : []);

/** What is counted by the hour goes on day and night, and a warning after the limit is none: both are told as they come. */
function tellAt({ ledger, calendar, reading }: ReadClock, lamp: ToldLamp, now: number): number {
  const { unit } = ledger.limit;
  if (unit === 'hour' || unit === 'minute') return now;
  const at = inOffice(now, calendar);
  return lamp === 'yellow' && at > reading.dueAt ? now : at;
}

/** A limit that begins yellow warns of nothing new on the day it begins, unless that is its last; null then. */
function nextMorningWithin({ calendar, reading }: ReadClock, now: number): number | null {
  const at = nextMorning(now, calendar);
  return at > reading.dueAt ? null : at;
}

function tellOnce(telling: Telling, context: DecideContext): DomainEvent[] {
  const { state, run, lamp } = telling;
  const isKnown = noticesOf(state, 'urge').some((urge) => urge.clock === run.id && urge.lamp === lamp);
  return isKnown ? [] : tell(telling, context);
}

const LEVELS: Readonly<Record<ToldLamp, number>> = { yellow: 1, red: 2, 'double-red': 3 };

function tell({ state, run, lamp }: Telling, context: DecideContext): DomainEvent[] {
  const { env, definitions } = context;
  const element = run.element ?? state.root;
  const { node } = placeOf(state, element, definitions);
  const tasks = tasksAt(state, element);
  return lampPeople(state, { run, lamp }, context).map((to) => {
    const task = tasks.find((one) => handlersOf(one).includes(to));
    const urge: Urge = {
      ...{ kind: 'urge', id: env.newId(), by: 'system', at: env.now, element: node.id, to, text: '' },
      ...(task && { task: task.id, element: placeOf(state, task.element, definitions).node.id }),
      ...{ standing: 'system', level: LEVELS[lamp], channel: 'inbox', lamp, clock: run.id },
    };
    return written('sent', urge);
  });
}

/** The alarm rings: yellow every working morning, red once. Refused where a ladder has come to say it. */
export function remindOfLamp(state: InstanceState, clock: string, context: DecideContext): DomainEvent[] {
  const run = clockRuns(state).find(({ id }) => id === clock);
  if (!run || isStopped(run) || hasEnded(state) || hasLadderFor(state, run, context)) return [];
  const { now } = context.env;
  const read = readClock(run, context, now);
  const lamp = read?.reading.lamp;
  if (!read || lamp === undefined || !isTold(lamp)) return [];
  const at = tellAt(read, lamp, now);
  if (at > now) return [wake(run, at, context)];
  if (lamp !== 'yellow') return tellOnce({ state, run, lamp }, context);
  return [...tell({ state, run, lamp }, context), ...comeAgain(run, read, context)];
}

/** None where the limit is over by then. */
function comeAgain(run: ClockRun, read: ReadClock, context: DecideContext): DomainEvent[] {
  const at = nextMorningWithin(read, context.env.now);
  return at === null ? [] : [wake(run, at, context)];
}

function wake({ id: ref, element }: ClockRun, dueAt: number, { env }: DecideContext): DomainEvent {
  return alarm({ id: env.newId(), dueAt, purpose: 'lamp', ref, ...(element !== null && { element }) });
}

const lampAlarms = (state: InstanceState): Alarm[] =>
  Object.values(proceedingsOf(state).alarms).filter(({ purpose }) => purpose === 'lamp');

/** Of clocks that have ended, or whose lamp tells nobody any more. */
function alarmsOver(state: InstanceState, events: readonly DomainEvent[]): DomainEvent[] {
  const set = lampAlarms(state);
  if (set.length === 0) return [];
  const runs = new Map(clockRuns(state).map((run) => [run.id, run]));
  const gone = new Set(
    events.flatMap((event) =>
      event.type === 'clockRecorded' && event.record.effect === 'stop' ? [event.record.element] : [],
    ),
  );
  return set.flatMap(({ id, ref = '', element = null }): DomainEvent[] => {
    const run = runs.get(ref);
    // The item of a large loop may not be loaded: nothing has happened to it, or its clock has just stopped.
    if (!run) return state.partial && !gone.has(element) ? [] : [{ type: 'alarmCleared', id }];
    const stays = !isStopped(run) && isTold(knownOf(state, run)?.lamp ?? '');
    return stays ? [] : [{ type: 'alarmCleared', id }];
  });
}
