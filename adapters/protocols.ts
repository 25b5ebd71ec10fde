import type { Adapter } from '../engine/port.ts';
import { createAmqp } from './amqp/amqp.ts';
import { createFiles } from './files/files.ts';
import type { Contract } from './kit/contract.ts';
import { createMail } from './mail/mail.ts';
import { createRest } from './rest/rest.ts';
import { createSoap } from './soap/soap.ts';
import { createSql } from './sql/sql.ts';
import type { Surroundings } from './surroundings.ts';
import { createWebhook } from './webhook/webhook.ts';

/** How a department is really spoken to: `kind` of its connection. Each throws where the settings do not fit. */
export const PROTOCOLS: Readonly<
  Record<string, (contract: Contract, settings: unknown, surroundings: Surroundings) => Adapter>
> = {
  amqp: createAmqp,
  files: createFiles,
  mail: createMail,
  rest: createRest,
  soap: createSoap,
  sql: createSql,
  webhook: createWebhook,
};
