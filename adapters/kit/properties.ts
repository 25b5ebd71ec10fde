import type { JsonSchema } from './contract.ts';

/** The properties of a schema that hold a value: `licence.holder`; of a list what its items hold. */
export function propertiesOf(schema: JsonSchema, prefix = ''): string[] {
  const inner = (schema.items ?? schema) as JsonSchema;
  const properties = inner.properties as Readonly<Record<string, JsonSchema>> | undefined;
  if (!properties) return prefix === '' ? [] : [prefix];
  return Object.entries(properties).flatMap(([name, property]) =>
    propertiesOf(property, prefix === '' ? name : `${prefix}.${name}`),
  );
}
