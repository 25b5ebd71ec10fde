/** What routes work with. */
import type pg from 'pg';
import type { Logger } from 'pino';
import type { FileScanner, Signer, Webhooks } from '../port.ts';
import type { Runtime } from '../runtime/engine.ts';
import type { Contract } from './contract/contracts.ts';
import type { EventHub } from './events/hub.ts';
import type { OidcOptions } from './oidc/options.ts';
import type { OidcProvider } from './oidc/provider.ts';

export interface AppOptions {
  /** Sign-in by one click; only ever offered to loopback, by a server that listens on loopback. */
  readonly demo: boolean;
  /** The address the server listens on. */
  readonly host: string;
  /** Behind a proxy that ends TLS and sets X-Forwarded-*. */
  readonly trustProxy: boolean;
  /** TLS reaches the browser: HSTS and secure cookies. */
  readonly secure: boolean;
  /** Sign-in by an identity provider; absent = by password only. */
  readonly oidc?: OidcOptions | null;
  /** Folder of the built web applications; null = none. */
  readonly webRoot: string | null;
  /** The largest file that may be attached, bytes. */
  readonly attachmentBytes: number;
  /** How often somebody may see personal data in plain within an hour; absent = the engine's own limit. */
  readonly unmaskPerHour?: number;
  /** How long after its end a case can be rated, calendar days; absent = the engine's own limit. */
  readonly ratingDays?: number;
  /** How numbers of cases are written; absent = the engine's own format. */
  readonly caseNumber?: string;
  /** Looks into files before they are attached. */
  readonly scanner?: FileScanner;
  /** Signs and seals files. */
  readonly signer?: Signer;
  /** Judges webhooks that come in; absent = none do. */
  readonly webhooks?: Webhooks;
  /** What can be asked of departments, for the modeler; absent = nothing is known. */
  readonly contracts?: readonly Contract[];
}

export interface Services {
  readonly runtime: Runtime;
  readonly database: pg.Pool;
  readonly logger: Logger;
  readonly events: EventHub;
  readonly options: AppOptions;
  readonly oidc: OidcProvider | null;
}
