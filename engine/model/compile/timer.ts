import type { EventSpec } from '../graph.ts';
import { bodyOf, type ModdleElement, oneOf } from '../moddle.ts';
import { text } from '../problem.ts';
import { isCycle, isTooFrequent } from '../time/cycle.ts';
import { isDateTime } from '../time/date-time.ts';
import { isDuration } from '../time/duration.ts';
import type { CompileContext } from './context.ts';
import { compileTimerLimit } from './timer-limit.ts';

const TIMERS = [
  { property: 'timeDate', timer: 'date', valid: isDateTime, example: '2030-01-31T09:00:00+08:00' },
  { property: 'timeDuration', timer: 'duration', valid: isDuration, example: 'P3DT12H' },
  { property: 'timeCycle', timer: 'cycle', valid: isCycle, example: 'R3/PT1H, 0 9 * * 1-5' },
] as const;

/** A timer has exactly one of date, duration, cycle and a limit of ours; a literal must be one the clock understands. */
export function compileTimer(
  context: CompileContext,
  { event, definition }: { readonly event: ModdleElement; readonly definition: ModdleElement },
): EventSpec | null {
  const given = TIMERS.filter(({ property }) => oneOf(definition, property) !== null);
  const limit = compileTimerLimit(context, { event, definition });
  if (limit !== undefined && given.length > 0) context.report('limit-invalid', definition, besides(given[0]?.property));
  if (limit !== undefined) return limit && { kind: 'timer', timer: 'limit', limit };
  const [kind] = given;
  const source = kind ? bodyOf(definition, kind.property) : null;
  if (given.length !== 1 || !kind || source === null) {
    context.report(
      'timer-without-value',
      definition,
      text(
        'Expected a timer to have exactly one of timeDate, timeDuration and timeCycle with a text, or tb:limit, but it does not.',
        '定时器应恰好有 timeDate、timeDuration、timeCycle 之一且有内容，或有 tb:limit，但并非如此。',
      ),
    );
    return null;
  }
  const value = context.value(definition, source);
  if (value?.kind === 'literal' && !kind.valid(value.text)) {
    context.report(
      'timer-invalid',
      definition,
      text(
        `Expected ${kind.property} to be ISO 8601 (such as ${kind.example}), but it is "${source}".`,
        `${kind.property} 应符合 ISO 8601（如 ${kind.example}），但为“${source}”。`,
      ),
    );
    return null;
  }
  if (value?.kind === 'literal' && kind.timer === 'cycle' && isTooFrequent(value.text)) {
    context.report('timer-too-frequent', definition, tooFrequent(source));
    return null;
  }
  return value && { kind: 'timer', timer: kind.timer, value };
}

const besides = (property: string | undefined) =>
  text(
    `Expected a timer to count either by tb:limit or by ${property}, but it has both.`,
    `定时器应使用 tb:limit 或 ${property} 之一，但两者都有。`,
  );

const tooFrequent = (source: string) =>
  text(
    `Expected a cycle to come once a second at most, but "${source}" comes more often.`,
    `循环定时最短间隔为一秒，但“${source}”更频繁。`,
  );
