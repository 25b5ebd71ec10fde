import type { WouldDo } from '../commands/would-do.ts';

/** Thrown in the place of an answer: the command was only rehearsed, so there is nothing a route could go on with. */
export class Rehearsed extends Error {
  readonly wouldDo: WouldDo;
  constructor(wouldDo: WouldDo) {
    super('rehearsed');
    this.name = 'Rehearsed';
    this.wouldDo = wouldDo;
  }
}

/** What the first command that `serve` submits would do. Refusals and bugs pass through. */
export async function rehearsed(serve: () => Promise<unknown>): Promise<WouldDo> {
  try {
    await serve();
  } catch (error) {
    if (error instanceof Rehearsed) return error.wouldDo;
    throw error;
  }
  throw new Error('Expected a route that can be rehearsed to submit a command, but it did not.');
}
