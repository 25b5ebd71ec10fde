/**
 * Mail over SMTP. The Message-ID follows from the idempotency key, so that mail programs show a repetition once; servers do not look at it,
 * which is why repeats count as doubled and a lost answer is left to a person.
 */
import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import nodemailer from 'nodemailer';
import type { Adapter, AdapterAnswer } from '../../engine/port.ts';
import type { Contract } from '../kit/contract.ts';
import { TalkError } from '../kit/in-time.ts';
import { keepContract, type TalkCall } from '../kit/keep-contract.ts';
import { readReference } from '../kit/read-reference.ts';
import { checkedSettings, object, port, secret, text } from '../kit/settings.ts';
import type { Surroundings } from '../surroundings.ts';

interface MailSettings {
  readonly kind: 'mail';
  readonly host: string;
  readonly port: number;
  /** `tls`: from the first byte; `starttls`: required after greeting; `none`: inside a closed network only. */
  readonly security: 'tls' | 'starttls' | 'none';
  readonly authority?: string;
  readonly user?: string;
  readonly password?: string;
  readonly from: string;
}

const SCHEMA = object(
  {
    kind: { const: 'mail' },
    host: text,
    port,
    security: { enum: ['tls', 'starttls', 'none'] },
    authority: text,
    user: text,
    password: secret,
    from: { type: 'string', format: 'email' },
  },
  ['authority', 'user', 'password'],
);

export function createMail(contract: Contract, settings: unknown, surroundings: Surroundings): Adapter {
  const mail = checkedSettings<MailSettings>('mail', SCHEMA, settings);
  return keepContract(contract, { call: (call) => send(mail, call, surroundings) });
}

async function send(settings: MailSettings, call: TalkCall, surroundings: Surroundings): Promise<AdapterAnswer> {
  const { to, subject, text: content } = call.values as { to: string[]; subject: string; text: string };
  const transport = nodemailer.createTransport(await optionsFor(settings, call, surroundings));
  let hasBegun = false;
  // The content is read when the server has asked for it (DATA), so from then on it may have been sent.
  const body = Readable.from(
    (async function* () {
      hasBegun = true;
      yield Buffer.from(content);
    })(),
  );
  const close = (): void => transport.close();
  call.request.signal.addEventListener('abort', close, { once: true });
  try {
    const sent = await transport.sendMail({
      from: settings.from,
      to,
      subject,
      text: body,
      messageId: messageIdFor(call.request.idempotencyKey, settings.from),
      disableFileAccess: true,
      disableUrlAccess: true,
    });
    const variables = { messageId: sent.messageId, accepted: sent.accepted.length, rejected: sent.rejected.length };
    return { kind: 'completed', variables };
  } catch (error) {
    return failureOf(error as SmtpError, hasBegun);
  } finally {
    call.request.signal.removeEventListener('abort', close);
    close();
  }
}

async function optionsFor(
  { host, port: number, security, authority, user, password }: MailSettings,
  call: TalkCall,
  surroundings: Surroundings,
) {
  const timeout = call.operation.slo.timeoutMs;
  const pass = password === undefined ? undefined : await readReference(password, surroundings);
  return {
    host,
    port: number,
    secure: security === 'tls',
    requireTLS: security === 'starttls',
    ignoreTLS: security === 'none',
    connectionTimeout: timeout,
    greetingTimeout: timeout,
    socketTimeout: timeout,
    ...(authority !== undefined && { tls: { ca: authority } }),
    ...(user !== undefined && { auth: { user, pass: pass ?? '' } }),
  };
}

const messageIdFor = (key: string, from: string): string =>
  `<${createHash('sha256').update(key).digest('hex').slice(0, 32)}@${from.slice(from.indexOf('@') + 1)}>`;

interface SmtpError extends Error {
  readonly code?: string;
  readonly responseCode?: number;
}

/** Replies of servers repeat addresses, so only the number is told. A server that replies with a number has not taken the mail. */
function failureOf({ code, responseCode }: SmtpError, hasBegun: boolean): AdapterAnswer {
  if (code === 'EENVELOPE' && responseCode !== undefined && responseCode >= 500)
    return { kind: 'error', code: 'mail.refused' };
  const what = responseCode === undefined ? (code ?? 'Error') : `reply ${responseCode}`;
  throw new TalkError(`the mail server: ${what}`, hasBegun && responseCode === undefined);
}
