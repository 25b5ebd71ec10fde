import { lookup } from 'node:dns/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { readSecret } from './read-secret.ts';
import type { Surroundings } from './surroundings.ts';

/** The clock of the machine, its resolver, and secrets from its environment or its files. */
export const realSurroundings: Surroundings = {
  sleep: (ms, signal) => wait(ms, undefined, { signal }),
  resolve: async (host) =>
    (await lookup(host, { all: true })).map(({ address, family }) => ({ address, family: family === 6 ? 6 : 4 })),
  secret: (name) => readSecret(name, process.env),
};
