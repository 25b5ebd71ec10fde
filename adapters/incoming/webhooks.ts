/** Signed webhooks that come in: who sends is known by a secret of theirs, and a delivery is good for five minutes. */
import { parse } from '../../engine/exact-json.ts';
import type { IncomingVerdict, Webhooks } from '../../engine/port.ts';
import type { Values } from '../kit/contract.ts';
import { TalkError } from '../kit/in-time.ts';
import { readReference } from '../kit/read-reference.ts';
import type { Surroundings } from '../surroundings.ts';
import { verifyWebhook } from '../webhook/sign.ts';
import type { IncomingSettings } from './settings.ts';
import { translator } from './translate.ts';

export function createWebhooks(
  settings: NonNullable<IncomingSettings['webhooks']>,
  surroundings: Pick<Surroundings, 'secret'>,
): Webhooks {
  const sources = new Map(
    Object.entries(settings).map(([name, { secrets, type, messages }]) => [
      name,
      { secrets, translate: translator({ name, type, messages }) },
    ]),
  );
  return {
    sources: [...sources.keys()],
    async judge({ source, headers, body, now }): Promise<IncomingVerdict | undefined> {
      const found = sources.get(source);
      if (!found) return undefined;
      const secrets = await knownSecrets(found.secrets, surroundings);
      // Without a secret anybody could sign with an empty one.
      if (secrets.length === 0) return { kind: 'refused', reason: 'secret-missing' };
      const verdict = verifyWebhook(headers, body, { secrets, now });
      if (!verdict.ok) return { kind: 'refused', reason: verdict.reason };
      const content = objectOf(body);
      if (!content) return { kind: 'refused', reason: 'content' };
      return found.translate({ id: verdict.id, type: null, correlationId: null, body: content });
    },
  };
}

/** One of two may not be set yet. */
async function knownSecrets(
  references: readonly string[],
  surroundings: Pick<Surroundings, 'secret'>,
): Promise<string[]> {
  const found = await Promise.all(
    references.map((reference) =>
      readReference(reference, surroundings).catch((error: unknown) => {
        if (error instanceof TalkError) return '';
        throw error;
      }),
    ),
  );
  return found.filter((value) => value !== '');
}

function objectOf(body: string): Values | undefined {
  try {
    const json = parse(body);
    return typeof json === 'object' && json !== null && !Array.isArray(json) ? (json as Values) : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
