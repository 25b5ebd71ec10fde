/** The one JSON Schema validator of adapters, with the formats of identity numbers. Problems name places, never values: values are people's. */
import { Ajv, type ErrorObject } from 'ajv';
import { checkIdentity, IDENTITY_KINDS, type IdentityKind } from '../../engine/identity/identity.ts';
import type { JsonSchema } from './contract.ts';

const ajv = new Ajv({ allErrors: true, strict: true, strictRequired: false, allowUnionTypes: true, logger: false });
for (const kind of Object.keys(IDENTITY_KINDS) as IdentityKind[])
  ajv.addFormat(kind, (value: string) => checkIdentity(kind, value).length === 0);
ajv.addFormat('date', /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/);
ajv.addFormat('date-time', /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/);
ajv.addFormat('email', /^[^\s@]{1,64}@[^\s@]{1,255}$/);
ajv.addFormat('uri', /^[a-z][a-z0-9+.-]*:\S+$/i);

/** Where a value does not fit: `/licence/number: format`. */
export type Check = (value: unknown) => readonly string[];

/** Compiles a schema; throws where it is none. */
export function compileSchema(schema: JsonSchema): Check {
  const validate = ajv.compile(schema);
  ajv.removeSchema(schema);
  return (value) => (validate(value) ? [] : (validate.errors ?? []).slice(0, MOST).map(placeOf));
}

/** A list of a thousand rows that are all wrong is told by its first. */
const MOST = 20;

function placeOf({ instancePath, keyword, params }: ErrorObject): string {
  const name = params.missingProperty ?? params.additionalProperty;
  return `${instancePath}${name === undefined ? '' : `/${name}`}: ${keyword}`;
}
