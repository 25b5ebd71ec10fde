/**
 * By default a lamp tells people: yellow who has the work and who leads them, and again every working day while it stays so; red those above as well;
 * a passed limit of the law the supervision body too, with a red card. A ladder of the model or of the department takes the place of all of this for
 * its limit. Each once for a clock and lamp. Blue tells the applicant; grey nobody.
 */
import type { ClockReading } from '../../core/clock-record.ts';
import type { DomainEvent } from '../../core/events.ts';
import type { Urge } from '../../core/notices.ts';
import type { Alarm } from '../../core/proceedings.ts';
import type { InstanceState } from '../../core/state.ts';
import { headsAt } from '../../people/superiors.ts';
import { nextMorning } from '../../sla/rung.ts';
import { alarm } from '../alarms.ts';
import { hasEnded } from '../case.ts';
import { type ClockRun, clockRuns, isStopped } from '../clocks/clock-runs.ts';
import { readClock } from '../clocks/read-clock.ts';
import { knownOf } from '../clocks/refresh-clock.ts';
import type { DecideContext } from '../command.ts';
import { noticesOf, written } from '../notices/notice.ts';
import { placeOf } from '../place.ts';
import { proceedingsOf } from '../proceedings.ts';
import { hasLadderFor } from './ladder-at.ts';
import { isTold, lampPeople, type ToldLamp } from './lamp-people.ts';
import { handlersOf, tasksAt } from './rung-people.ts';
import { waitingFor } from './tell-applicant.ts';

/** `events` are all that this decision has made, of its clocks too. A limit that begins yellow has not turned: of it is told when it is red. */
export function lampEvents(
  state: InstanceState,
  events: readonly DomainEvent[],
  context: DecideContext,
): DomainEvent[] {
  const turned = hasEnded(state) ? [] : events.flatMap(turnOf);
  const over = alarmsOver(state, events);
  if (turned.length === 0) return over;
  const runs = new Map(clockRuns(state).map((run) => [run.id, run]));
  const told = turned.flatMap(({ id, lamp }) => {
    const run = runs.get(id);
    if (!run || isStopped(run) || !isTold(lamp) || hasLadderFor(state, run, context)) return [];
    return [...tellOnce(state, { run, lamp }, context), ...(lamp === 'yellow' ? comeAgain(state, run, context) : [])];
  });
  return [...over, ...told, ...waitingFor(state, { turned, runs }, context)];
}

function turnOf(event: DomainEvent): ClockReading[] {
  if (event.type !== 'clockRead' || event.reading.state === 'stopped') return [];
  const { reading, was } = event;
  if (was === null && reading.lamp === 'yellow') return [];
  return was?.lamp === reading.lamp ? [] : [reading];
}

interface Turned {
  readonly run: ClockRun;
  readonly lamp: ToldLamp;
}

function tellOnce(state: InstanceState, { run, lamp }: Turned, context: DecideContext): DomainEvent[] {
  if (noticesOf(state, 'urge').some((urge) => urge.clock === run.id && urge.lamp === lamp)) return [];
  return [...tell(state, { run, lamp }, context), ...(lamp === 'double-red' ? cardFor(state, run, context) : [])];
}

const LEVELS: Readonly<Record<ToldLamp, number>> = { yellow: 1, red: 2, 'double-red': 3 };

function tell(state: InstanceState, { run, lamp }: Turned, context: DecideContext): DomainEvent[] {
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

/**
 * One for each clock. It goes to whoever has had work of the case in hand for the longest; where nobody has, to the head of the department;
 * where there is none either, no card is issued, and the supervisors are told all the same.
 */
function cardFor(state: InstanceState, { id, element, records }: ClockRun, context: DecideContext): DomainEvent[] {
  const { env, organisation } = context;
  const owner = element ?? state.root;
  const tasks = tasksAt(state, owner).toSorted((a, b) => a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1));
  const department = tasks.find((task) => task.department !== null)?.department ?? records[0]?.department ?? null;
  const [head] = headsAt(department, organisation.at(env.now));
  const addressee = tasks.find((task) => task.assignee !== null)?.assignee ?? head;
  if (addressee === undefined) return [];
  return [{ type: 'cardRequested', id: env.newId(), element: state.root, clock: id, addressee }];
}

/** Every working day while it stays yellow, at the opening of the office. Refused where a ladder has come to say it. */
export function remindOfLamp(state: InstanceState, clock: string, context: DecideContext): DomainEvent[] {
  const run = clockRuns(state).find(({ id }) => id === clock);
  if (!run || isStopped(run) || hasEnded(state) || hasLadderFor(state, run, context)) return [];
  if (readClock(run, context, context.env.now)?.reading.lamp !== 'yellow') return [];
  return [...tell(state, { run, lamp: 'yellow' }, context), ...comeAgain(state, run, context)];
}

/** None where the limit is over by then. */
function comeAgain(state: InstanceState, run: ClockRun, context: DecideContext): DomainEvent[] {
  const { env } = context;
  if (lampAlarms(state).some(({ ref }) => ref === run.id)) return [];
  const read = readClock(run, context, env.now);
  if (!read) return [];
  const dueAt = nextMorning(env.now, read.calendar);
  if (dueAt > read.reading.dueAt) return [];
  const about = run.element === null ? {} : { element: run.element };
  return [alarm({ id: env.newId(), dueAt, purpose: 'lamp', ref: run.id, ...about })];
}

const lampAlarms = (state: InstanceState): Alarm[] =>
  Object.values(proceedingsOf(state).alarms).filter(({ purpose }) => purpose === 'lamp');

/** Of clocks that have ended, or that are not yellow any more. */
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
    const stays = !isStopped(run) && knownOf(state, run)?.lamp === 'yellow';
    return stays ? [] : [{ type: 'alarmCleared', id }];
  });
}
