/** Building blocks of command inputs. Objects are closed: an unknown property is refused, never ignored. */
import { type TProperties, Type } from 'typebox';
import type { Variables } from '../core/state.ts';

export const closed = <P extends TProperties>(properties: P) =>
  Type.Object(properties, { additionalProperties: false });

/** No NUL and no half surrogate pair: the database cannot store them. */
const STORABLE = '^[^\\u0000\\p{Cs}]*$';

const Text = (maxLength: number, minLength = 0) => Type.String({ minLength, maxLength, pattern: STORABLE });
export const Name = Text(200, 1);
export const Id = Text(200, 1);
export const BusinessKey = Type.Union([Name, Type.Null()]);
export const CorrelationKey = Type.Union([Text(500), Type.Null()]);
export const Comment = Text(4000);
export const Remark = Text(4000, 1);
/** Of officials only, or also of who asked for the case. */
export const Visible = Type.Union([Type.Literal('internal'), Type.Literal('applicant')]);
/** What was on the screen: the hash of the form, and that of form and data. */
export const Evidence = Type.String({ pattern: '^[0-9a-f]{16}\\.[0-9a-f]{64}$' });
export const Reason = Text(2000);
/** SHA-256, hexadecimal. */
export const Hash = Type.String({ pattern: '^[0-9a-f]{64}$' });
/** Epoch ms. */
export const Instant = Type.Integer({ minimum: 0, maximum: 8_640_000_000_000_000 });

/** Any JSON values by name; `variables.ts` judges what the schema cannot. */
export const VariableMap = Type.Unsafe<Variables>({ type: 'object', additionalProperties: true });
