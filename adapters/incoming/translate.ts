import { createHash } from 'node:crypto';
import type { IncomingVerdict } from '../../engine/port.ts';
import type { Values } from '../kit/contract.ts';
import { namedValues } from '../kit/named-values.ts';
import { compileAnswer } from '../kit/schemas.ts';
import { setAside } from '../kit/set-aside.ts';
import { compileTemplate, type Template } from '../kit/template.ts';
import type { Translation } from './settings.ts';

/** A delivery that is known to be from its source. */
interface Delivered {
  readonly id: string;
  /** Of the envelope; null where it has none and the body tells. */
  readonly type: string | null;
  readonly correlationId: string | null;
  readonly body: Values;
}

export type Translate = (delivered: Delivered) => IncomingVerdict;

interface Source {
  readonly name: string;
  readonly type?: string | undefined;
  readonly messages: Readonly<Record<string, Translation>>;
}

const KEPT = 'P7D';
const LONGEST_ID = 200;
const LONGEST_KEY = 500;
const LONGEST_BUSINESS_KEY = 200;
const REFUSED = { kind: 'refused', reason: 'content' } as const;

/** Throws where an expression or a schema is none: they are part of the installation. What comes never makes it throw. */
export function translator({ name, type = '=body.type', messages }: Source): Translate {
  const typeOf = compileTemplate(type);
  const known = new Map(Object.entries(messages).map(([each, translation]) => [each, compile(translation)]));
  return ({ id, ...delivered }) => {
    try {
      const told = delivered.type ?? typeOf({ body: delivered.body });
      const translate = typeof told === 'string' ? known.get(told) : undefined;
      return translate
        ? translate({ ...delivered, id, type: told }, { source: name, id: messageId(name, id) })
        : { kind: 'unmapped' };
    } catch {
      // An expression that breaks a limit on what came: its words may repeat what was sent.
      return REFUSED;
    }
  };
}

function compile({ message, correlationKey, businessKey, variables, schema, timeToLive = KEPT }: Translation) {
  const keyOf = compileTemplate(correlationKey ?? null);
  const businessKeyOf = compileTemplate(businessKey ?? null);
  const variablesOf: Template = variables === undefined ? ({ body }) => body : compileTemplate(variables);
  const check = schema && compileAnswer(schema);
  return (context: Values, { source, id }: { readonly source: string; readonly id: string }): IncomingVerdict => {
    const key = textOf(keyOf(context), LONGEST_KEY);
    const business = textOf(businessKeyOf(context), LONGEST_BUSINESS_KEY);
    const given = variablesOf(context);
    const kept = schema ? namedValues(schema, given) : given;
    if (key === undefined || business === undefined || !isObject(kept)) return REFUSED;
    // A key that was asked for and is not there would let the message go to whoever waits without one.
    if ((correlationKey !== undefined && key === null) || (businessKey !== undefined && business === null))
      return REFUSED;
    const { problems = [], identities = [] } = check?.(JSON.parse(JSON.stringify(kept))) ?? {};
    if (problems.length > 0) return REFUSED;
    const { quality, ...sorted } = setAside(source, kept, identities);
    return {
      kind: 'message',
      message: {
        ...{ id, name: message, correlationKey: key, businessKey: business, timeToLive },
        ...sorted,
        ...(quality && { quality }),
      },
    };
  };
}

/** Undefined: it is no key. Numbers are keys as they are written. */
function textOf(value: unknown, longest: number): string | null | undefined {
  if (value === null || value === undefined || value === '') return null;
  if (typeof value !== 'string' && typeof value !== 'number') return undefined;
  const text = String(value);
  return text.length <= longest ? text : undefined;
}

const isObject = (value: unknown): value is Values =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Two sources may number alike. */
function messageId(source: string, id: string): string {
  const whole = `${source}:${id}`;
  return whole.length <= LONGEST_ID ? whole : `${source}:${createHash('sha256').update(id).digest('hex')}`;
}
