/** Items that are applied for together, with the form of each. */
import type { api as Api } from '@shared/api/client.ts';
import { type AskedConsent, loadAsked } from './consents.ts';
import type { Item } from './items.ts';
import { mergeForms, type Schema } from './merge-forms.ts';

export interface BundledItem {
  readonly item: Item;
  /** Whether the applicant may start its process. */
  readonly startable: boolean;
  /** The names its form knows. */
  readonly fields: readonly string[];
  /** Codes of the data that departments would be asked for. */
  readonly asked: readonly string[];
}

export interface Bundle {
  readonly items: readonly BundledItem[];
  /** Null where none of them has a form. */
  readonly form: Schema | null;
  /** What is asked about shared data, each once. */
  readonly asked: readonly AskedConsent[];
}

export async function loadBundle(api: typeof Api, keys: readonly string[], signal: AbortSignal): Promise<Bundle> {
  const loaded = await Promise.all(keys.map((key) => loadOne(api, key, signal)));
  const forms = loaded.flatMap(({ form }) => (form ? [form] : []));
  const distinct = [...new Map(forms.map(({ schema }) => [JSON.stringify(schema), schema as Schema])).values()];
  return {
    items: loaded.map(({ item, startable, form, asked }) => ({
      ...{ item, startable, fields: form?.fields ?? [] },
      asked: asked.map(({ code }) => code),
    })),
    form: distinct.length > 0 ? mergeForms(distinct) : null,
    asked: [...new Map(loaded.flatMap(({ asked }) => asked).map((one) => [one.code, one])).values()],
  };
}

async function loadOne(api: typeof Api, key: string, signal: AbortSignal) {
  const item = await api.get('/service-items/{key}', { path: { key }, signal });
  const query = { key: item.processKey, latest: true };
  const [definition] = (await api.get('/process-definitions', { query, signal })).items;
  const { startFormKey, deploymentId } = definition ?? {};
  const form =
    startFormKey && deploymentId
      ? await api.get('/forms/{key}', { path: { key: startFormKey }, query: { deploymentId }, signal })
      : null;
  const asked = definition?.startable ? await loadAsked(api, definition.id, signal) : [];
  return { item, startable: definition?.startable ?? false, form, asked };
}
