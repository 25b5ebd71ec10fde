import type { OutgoingHttp } from '../../engine/port.ts';
import type { Surroundings } from '../surroundings.ts';
import { createHttpClient } from './http-client.ts';
import { HttpFailure } from './problem.ts';

export interface OutgoingRules {
  /** Networks or addresses that are not public and may be reached all the same. */
  readonly allowed: readonly string[];
  /** Also plain http. */
  readonly plainText: boolean;
}

/**
 * HTTP to systems that the installation names itself, by the rules for departments. What such a system says of its own addresses is believed no
 * more than any other answer. A connection per request: they are few, and where they lead is not known before.
 */
export function createOutgoing(
  { allowed, plainText }: OutgoingRules,
  { resolve }: Pick<Surroundings, 'resolve'>,
): OutgoingHttp {
  return {
    async request({ url, ...asked }) {
      const { origin, pathname, searchParams } = new URL(url);
      const client = createHttpClient(
        { baseUrl: origin, allowed, plainText, maxRedirects: 0 },
        { resolve, secret: async () => undefined },
      );
      try {
        const result = await client.request({ ...asked, path: pathname, query: Object.fromEntries(searchParams) });
        if (!result.ok) throw new HttpFailure(result.problem);
        return { status: result.status, body: result.body };
      } finally {
        await client.close();
      }
    },
  };
}
