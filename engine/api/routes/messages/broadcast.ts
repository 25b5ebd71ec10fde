import type { Handler } from '../../route.ts';

export const broadcastSignal: Handler<'broadcastSignal'> = async ({ body }, { runtime }) => {
  const { receivers } = await runtime.signals.throw(body);
  return { receivers };
};
