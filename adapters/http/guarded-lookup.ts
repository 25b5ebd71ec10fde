import type { LookupFunction } from 'node:net';
import type { ResolvedAddress } from '../surroundings.ts';
import { isAllowed } from './address.ts';
import { HttpFailure } from './problem.ts';

export interface LookupGuard {
  readonly resolve: (host: string) => Promise<readonly ResolvedAddress[]>;
  readonly allowed: readonly string[];
}

/**
 * A resolver for connections: the socket connects to what was checked here, so a name that resolves to something else a moment later gains
 * nothing. One forbidden address among several refuses the name: it is not ours to choose which of them was meant.
 */
export function guardedLookup({ resolve, allowed }: LookupGuard): LookupFunction {
  return (host, options, callback) => {
    checkedAddresses({ resolve, allowed }, host).then(
      (found) => {
        const fitting = found.filter(({ family }) => !options.family || options.family === family);
        const first = fitting[0];
        if (options.all) callback(null, [...fitting]);
        else if (first) callback(null, first.address, first.family);
        else callback(new Error(`no address of the asked family for ${host}`), '');
      },
      (error: Error) => callback(error, ''),
    );
  };
}

async function checkedAddresses({ resolve, allowed }: LookupGuard, host: string): Promise<readonly ResolvedAddress[]> {
  const found = await resolve(host);
  const forbidden = found.find(({ address }) => !isAllowed(address, allowed));
  if (forbidden) throw addressForbidden(host);
  return found;
}

/** Says nothing of what the name resolves to: that would make the engine a way to look around in the network. */
export const addressForbidden = (host: string): HttpFailure =>
  new HttpFailure({
    code: 'address-forbidden',
    message: `Expected ${host} to be a public address or one that was allowed, but it is not.`,
    sent: false,
  });
