import Ajv from 'ajv';
import { ServiceItem } from './item.ts';

const validate = new Ajv({ allErrors: true }).compile<ServiceItem>(ServiceItem);

export type ParsedItem =
  | { readonly ok: true; readonly item: ServiceItem }
  | { readonly ok: false; readonly problems: readonly string[] };

/** Whether it is the data of a service item; else where it is not, as paths and reasons. */
export function parseItem(data: unknown): ParsedItem {
  if (validate(data)) return { ok: true, item: data };
  const problems = (validate.errors ?? []).map(({ instancePath, message, params }) => {
    const { additionalProperty } = params as { additionalProperty?: string };
    return `${instancePath || '/'}: ${message}${additionalProperty === undefined ? '' : ` ("${additionalProperty}")`}`;
  });
  return { ok: false, problems: [...new Set(problems)] };
}
