/** Building blocks of an `item.json`: closed objects, so that an unknown property is an error and never ignored. */
import { type Static, type TProperties, Type } from 'typebox';

export const closed = <P extends TProperties>(properties: P) =>
  Type.Object(properties, { additionalProperties: false });
export const oneOf = <const V extends readonly [string, ...string[]]>(values: V) =>
  Type.Unsafe<V[number]>({ type: 'string', enum: [...values] });
export const nullable = <S extends Parameters<typeof Type.Union>[0][number]>(schema: S) =>
  Type.Union([schema, Type.Null()]);

export const Key = Type.String({ minLength: 1, maxLength: 200, pattern: '^[A-Za-z0-9][A-Za-z0-9._-]*$' });
/** Calendar day, `2026-03-01`. */
export const Day = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' });
export const Words = closed({ zh: Type.String({ minLength: 1 }), en: Type.String({ minLength: 1 }) });
export type Words = Static<typeof Words>;

export const Amount = closed({
  value: Type.Integer({ minimum: 1 }),
  unit: oneOf(['workingDay', 'workingHour', 'day', 'hour', 'minute', 'month']),
});
