/** Opens one case for each item, in order, with the same answers and data. */
import type { api as Api } from '@shared/api/client.ts';
import type { Signature } from '../shared/consents/signature.ts';
import { type SaidConsents, saidOf } from './consents.ts';
import type { BundledItem } from './load-bundle.ts';

export interface Applying {
  readonly items: readonly BundledItem[];
  readonly answers: Readonly<Record<string, unknown>>;
  readonly entered: Readonly<Record<string, unknown>>;
  readonly said: SaidConsents;
  /** Of whoever is at the counter; absent where people apply themselves. */
  readonly signature?: Signature | undefined;
  readonly number: string;
  /** Ids of cases by item: those that are open already are not opened again. Filled as it goes on, so that a refusal halfway loses nothing. */
  readonly opened: Map<string, string>;
}

/** Several cases share a number, with 1, 2, 3 behind it. Each form gets what it knows. */
export async function openCases(api: Pick<typeof Api, 'post'>, applying: Applying): Promise<readonly string[]> {
  const { items, answers, entered, said, signature, number, opened } = applying;
  for (const [index, { item, fields, asked }] of items.entries()) {
    if (opened.has(item.key)) continue;
    const variables = Object.fromEntries(Object.entries(entered).filter(([name]) => fields.includes(name)));
    const businessKey = items.length === 1 ? number : `${number}-${index + 1}`;
    const consents = saidOf(asked, said, signature);
    const { instanceId } = await api.post('/service-items/{key}/apply', {
      path: { key: item.key },
      body: { answers: { ...answers }, variables, businessKey, ...(consents.length > 0 && { consents }) },
    });
    opened.set(item.key, instanceId);
  }
  return items.flatMap(({ item }) => opened.get(item.key) ?? []);
}
