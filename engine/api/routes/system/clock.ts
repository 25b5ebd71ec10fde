import { durationMs, timeText } from '../../formats.ts';
import type { Handler } from '../../route.ts';

/** Registered on test servers only. Without anything to move it is a barrier: it answers when everything due was processed. */
export const moveClock: Handler<'moveClock'> = async ({ body }, { runtime }) => {
  const { set, advance } = body;
  await runtime.moveClock(
    (now) => (set === undefined ? now : Date.parse(set)) + (advance === undefined ? 0 : durationMs(advance)),
  );
  return { now: timeText(runtime.clock.now()) };
};
