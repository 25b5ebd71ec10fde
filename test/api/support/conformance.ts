/** Holds every answer of a test against the OpenAPI document that the server itself serves. */
import { Ajv, type ValidateFunction } from 'ajv';
import { isDay, isDuration, isTime } from '../../../engine/api/formats.ts';
import { openApiDocument } from '../../../engine/api/openapi/document.ts';

interface Described {
  readonly operationId: string;
  readonly responses: Readonly<
    Record<string, { readonly content?: Readonly<Record<string, { readonly schema: object }>> }>
  >;
}

const document = JSON.parse(
  JSON.stringify(openApiDocument('en', '0')).replaceAll('#/components', 'api#/components'),
) as {
  paths: Record<string, Record<string, Described>>;
  components: object;
};
const ajv = new Ajv({
  allErrors: true,
  strict: true,
  allowUnionTypes: true,
  formats: { 'date-time': isTime, date: isDay, duration: isDuration },
});
ajv.addKeyword('components');
ajv.addSchema({ $id: 'api', components: document.components });

const templates = Object.entries(document.paths).map(([path, methods]) => ({
  pattern: new RegExp(`^${path.replace(/\{\w+\}/g, '[^/]+')}$`),
  exact: !path.includes('{'),
  methods,
}));
const compiled = new Map<object, ValidateFunction>();

/** Operations whose answers were checked in this run, for the test that every one of them was. */
export const checkedOperations = new Set<string>();

export interface Answer {
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly type: string;
  readonly body: unknown;
}

/** Throws where the answer is not what the document promises. */
export function requireConformance({ method, path, status, type, body }: Answer): void {
  const operation = find(method, path);
  if (!operation) return;
  const response = operation.responses[String(status)] ?? operation.responses.default;
  if (!response) throw new Error(`Expected ${operation.operationId} to declare ${status}, but it does not.`);
  if (status < 300) checkedOperations.add(operation.operationId);
  const [declared] = Object.entries(response.content ?? {});
  if (!declared) {
    if (body !== undefined)
      throw new Error(
        `Expected ${operation.operationId} ${status} to have no body, but it has ${JSON.stringify(body)}.`,
      );
    return;
  }
  const [mediaType, { schema }] = declared;
  if (!type.startsWith(mediaType))
    throw new Error(`Expected ${operation.operationId} ${status} as ${mediaType}, but it is ${type}.`);
  if (!mediaType.endsWith('json')) return;
  const validate = compiled.get(schema) ?? ajv.compile(schema);
  compiled.set(schema, validate);
  if (!validate(body))
    throw new Error(
      `Expected ${operation.operationId} ${status} to be as declared, but ${ajv.errorsText(validate.errors)}: ${JSON.stringify(body)}`,
    );
}

function find(method: string, path: string): Described | undefined {
  const matching = templates.filter(({ pattern, methods }) => pattern.test(path) && method.toLowerCase() in methods);
  return (matching.find(({ exact }) => exact) ?? matching[0])?.methods[method.toLowerCase()];
}
