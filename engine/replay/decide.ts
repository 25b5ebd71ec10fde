import type { LoggedCase } from './collect.ts';
import type { ReplayDecision, ReplayMap } from './map.ts';

/**
 * The variables that the person wrote when completing event `index` of a case. A log does not say them; what the case did afterwards does.
 */
export function variablesOf(map: ReplayMap, logged: LoggedCase, index: number): Record<string, unknown> {
  const element = map.activities[logged.events[index]?.activity ?? '']?.element;
  const decisions = (map.decisions ?? []).filter(({ at }) => element !== undefined && at.includes(element));
  return Object.fromEntries(decisions.map((decision) => [decision.variable, answerOf(decision, map, logged, index)]));
}

function answerOf(decision: ReplayDecision, map: ReplayMap, logged: LoggedCase, index: number): unknown {
  const current = logged.events[index]?.activity ?? '';
  const later = logged.events.slice(index + 1).map(({ activity }) => activity);
  if ('whenLaterActivity' in decision) return decision.whenLaterActivity.some((activity) => later.includes(activity));
  if ('collect' in decision) return collected(later, decision);
  const next = nextInBranch(map, current, later);
  const choice = decision.whenNextInBranch;
  if (Array.isArray(choice)) return next !== undefined && choice.includes(next);
  return (next !== undefined && choice[next]) || null;
}

/** The next activity of the branch that the current one lies in; of the whole case where it lies in none. */
function nextInBranch(map: ReplayMap, current: string, later: readonly string[]): string | undefined {
  const branch = Object.values(map.branches ?? {}).find((activities) => activities.includes(current));
  return later.find((activity) => branch === undefined || branch.includes(activity));
}

function collected(
  later: readonly string[],
  { collect, until = [] }: { collect: Record<string, string>; until?: readonly string[] },
): string[] {
  const end = later.findIndex((activity) => until.includes(activity));
  const window = end === -1 ? later : later.slice(0, end);
  return [...new Set(window.flatMap((activity) => collect[activity] ?? []))];
}
