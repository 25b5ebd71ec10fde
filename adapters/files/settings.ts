import type { RowChecks } from '../../engine/identity/check-rows.ts';
import { IDENTITY_KINDS } from '../../engine/identity/identity.ts';
import type { JsonSchema } from '../kit/contract.ts';
import { mapOf, object, port, secret, text } from '../kit/settings.ts';

export interface Source {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  /** One of both. */
  readonly password?: string;
  readonly privateKey?: string;
  /** SHA-256 of the server's key in Base64, as `ssh-keygen -lf` shows it, without `SHA256:`. */
  readonly hostKey: string;
  /** Files are taken from here. */
  readonly inbox: string;
  /** And put here, in a folder per collection. */
  readonly done: string;
  /** Rows that are wrong, with a report. */
  readonly quarantine: string;
  /** What we deliver. */
  readonly outbox: string;
  /** What a row has to be; everything in a file is a text. */
  readonly row: JsonSchema;
  readonly identity?: RowChecks;
}

export interface FilesSettings {
  readonly kind: 'files';
  readonly sources: Readonly<Record<string, Source>>;
}

const folder = { type: 'string', pattern: '^/[^\\0]*$' };

export const FILES_SCHEMA = object({
  kind: { const: 'files' },
  sources: mapOf(
    object(
      {
        host: text,
        port,
        user: text,
        password: secret,
        privateKey: secret,
        hostKey: { type: 'string', pattern: '^[A-Za-z0-9+/]{43}=?$' },
        inbox: folder,
        done: folder,
        quarantine: folder,
        outbox: folder,
        row: { type: 'object' },
        identity: mapOf({ type: 'array', items: { enum: Object.keys(IDENTITY_KINDS) } }),
      },
      ['password', 'privateKey', 'identity'],
    ),
  ),
});
