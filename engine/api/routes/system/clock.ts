import { durationMs, timeText } from '../../formats.ts';
import type { Handler } from '../../route.ts';

/** Registered on test servers only. Without anything to move it is a barrier: it answers when everything due was processed. */
export const moveClock: Handler<'moveClock'> = async ({ body }, { runtime }) => {
  const from = body.set === undefined ? runtime.clock.now() : Date.parse(body.set);
  await runtime.moveClock(from + (body.advance === undefined ? 0 : durationMs(body.advance)));
  return { now: timeText(runtime.clock.now()) };
};
