import type { DecideContext } from '../../commands/command.ts';
import type { Runtime } from '../../runtime/engine.ts';
import { actorOf, type Principal } from '../principal.ts';

/** What the judgements of commands are asked with, where nothing is decided: what somebody may do is told by the code that later judges it. */
export function judging({ clock, definitions, organisation, calendars }: Runtime, principal: Principal): DecideContext {
  const newId = (): never => {
    throw new Error('Expected a question and no decision, but an id was taken.');
  };
  return {
    env: { now: clock.now(), newId, zone: clock.zone },
    definitions,
    forms: definitions,
    organisation: organisation.current,
    calendars: calendars.current,
    actor: actorOf(principal),
  };
}
