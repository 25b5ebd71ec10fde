import type { Execution } from './execution.ts';
import { undoableIn } from './fork.ts';

/**
 * Closes what the given element instances wait for and what is wrong with them: timers, subscriptions, conditions, effects, scripts, incidents;
 * and
 * forgets what could still be undone in them.
 */
export function closeOwned(x: Execution, isOwner: (element: string) => boolean): void {
  const { timers, subscriptions, conditions, effects, scripts, incidents } = x.draft.state;
  for (const timer of Object.values(timers))
    if (isOwner(timer.element)) x.emit({ type: 'timerCancelled', id: timer.id });
  for (const subscription of Object.values(subscriptions)) {
    if (isOwner(subscription.element)) x.emit({ type: 'subscriptionClosed', id: subscription.id });
  }
  for (const condition of Object.values(conditions)) {
    if (isOwner(condition.element)) x.emit({ type: 'conditionDropped', id: condition.id });
  }
  for (const [scope, entries] of undoableIn(x.draft)) {
    if (isOwner(scope)) for (const id of [...entries].sort()) x.emit({ type: 'compensationDropped', id });
  }
  for (const effect of Object.values(effects)) {
    if (isOwner(effect.element)) x.emit({ type: 'effectSettled', id: effect.id, outcome: 'cancelled' });
  }
  for (const script of Object.values(scripts)) {
    if (isOwner(script.element)) x.emit({ type: 'scriptSettled', id: script.id, outcome: 'cancelled' });
  }
  for (const incident of Object.values(incidents)) {
    if (isOwner(incident.element)) x.emit({ type: 'incidentResolved', id: incident.id });
  }
}

/** The element instance waits for nothing any more; what is wrong with it, and what can be undone in it, stays. */
export function closeWaiting(x: Execution, id: string): void {
  const { timers, subscriptions, conditions } = x.draft.state;
  for (const timer of Object.values(timers)) if (timer.element === id) x.emit({ type: 'timerCancelled', id: timer.id });
  for (const subscription of Object.values(subscriptions)) {
    if (subscription.element === id) x.emit({ type: 'subscriptionClosed', id: subscription.id });
  }
  for (const condition of Object.values(conditions)) {
    if (condition.element === id) x.emit({ type: 'conditionDropped', id: condition.id });
  }
}
