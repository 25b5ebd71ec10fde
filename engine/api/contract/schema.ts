/** Building blocks of the contract. Objects are closed: an unknown property is refused in requests and never sent in answers. */
import { type TProperties, type TSchema, Type } from 'typebox';

/** An object that admits the named properties only. */
export const closed = <P extends TProperties>(properties: P) =>
  Type.Object(properties, { additionalProperties: false });

export const nullable = <S extends TSchema>(schema: S) => Type.Union([schema, Type.Null()]);

/** One of a few words. */
export const oneOf = <const V extends readonly [string, ...string[]]>(values: V) =>
  Type.Unsafe<V[number]>({ type: 'string', enum: [...values] });

export const Id = Type.String({ minLength: 1, maxLength: 200 });
/** RFC 3339, UTC. */
export const Time = Type.String({ format: 'date-time' });
/** ISO 8601, days to seconds: `PT1H`, `P3D`. */
export const Duration = Type.String({ format: 'duration', maxLength: 64 });
/** Calendar day, `2026-03-01`. */
export const Day = Type.String({ format: 'date' });
export const Text = (maxLength: number) => Type.String({ maxLength });
export const Name = Type.String({ minLength: 1, maxLength: 200 });
export const Count = Type.Integer({ minimum: 0 });

export const VariableMap = Type.Unsafe<Readonly<Record<string, unknown>>>({
  type: 'object',
  additionalProperties: true,
  description: 'Process variables by name; any JSON values.',
});

export const Language = oneOf(['zh', 'en']);

/** What every list accepts. `sorts` are the orders it offers, the first is the default; `-` means descending. */
export const listQuery = <P extends TProperties, const S extends readonly [string, ...string[]]>(
  filters: P,
  sorts: S,
) =>
  closed({
    ...filters,
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500, description: 'Page size; 50 where none is named.' })),
    cursor: Type.Optional(
      Type.String({
        maxLength: 500,
        description: 'Opaque: `nextCursor` of the page before. Valid for the same filters and sort.',
      }),
    ),
    count: Type.Optional(Type.Boolean({ description: 'Also answer `total`.' })),
    sort: Type.Optional(Type.Unsafe<S[number]>({ type: 'string', enum: [...sorts], default: sorts[0] })),
  });

/** A page of a list: keyset paging, so a late page costs what the first one costs. */
export const page = <S extends TSchema>(item: S) =>
  closed({
    items: Type.Array(item),
    nextCursor: nullable(Type.String()),
    total: Type.Optional(Count),
  });
