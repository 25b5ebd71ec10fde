/** What the server tells of departments (`GET /contracts`), as far as drawing needs it. */
import type { Words } from '../properties/field.ts';

export type Schema = Readonly<Record<string, unknown>>;
type Values = Readonly<Record<string, unknown>>;

export interface MappingRow {
  readonly to: string;
  readonly from: string;
}

export interface KnownOperation {
  readonly topic: string;
  readonly title: Words;
  readonly effect: 'query' | 'change';
  readonly request: Schema;
  readonly answer: Schema;
  readonly levels: Readonly<Record<string, { readonly level: number; readonly sensitive?: boolean }>>;
  readonly slo: { readonly timeoutMs: number; readonly p95Ms: number; readonly availability: number };
  readonly errors: readonly (Words & { readonly code: string })[];
  readonly examples: readonly {
    readonly name: string;
    readonly request: Values;
    readonly answer?: Values;
    readonly error?: string;
  }[];
  readonly mapping?: {
    readonly request?: readonly MappingRow[];
    readonly answer?: readonly MappingRow[];
    readonly tests: readonly MappingTest[];
  };
}

interface MappingTest {
  readonly name: string;
  readonly direction: 'request' | 'answer';
  readonly given: Values;
  readonly expected: Values;
}

export interface KnownContract {
  readonly name: string;
  readonly title: Words;
  readonly version: string;
  readonly signedOn: string | null;
  readonly operations: readonly KnownOperation[];
}

interface Property {
  readonly name: string;
  readonly schema: Schema;
  readonly required: boolean;
}

/** The values of a request or an answer, in the order of the contract. */
export function propertiesOf(schema: Schema): readonly Property[] {
  const required = new Set(Array.isArray(schema.required) ? schema.required : []);
  const properties = (schema.properties ?? {}) as Readonly<Record<string, Schema>>;
  return Object.entries(properties).map(([name, property]) => ({
    name,
    schema: property,
    required: required.has(name),
  }));
}
