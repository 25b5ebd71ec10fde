import type { ClaimRules } from '../../people/organisation/map-claims.ts';
import type { OutgoingHttp } from '../../port.ts';

/** Sign-in by an OpenID provider, where a deployment has one. */
export interface OidcOptions {
  /** As the provider names itself; `/.well-known/openid-configuration` is read below it. */
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Where browsers reach this server: `https://tongban.example`. The provider must know `<publicUrl>/api/v1/sessions/oidc/callback`. */
  readonly publicUrl: string;
  /** What the button says. */
  readonly name: string;
  /** Which claims are whose what. */
  readonly claims: ClaimRules;
  readonly scopes: string;
  /** How the provider is reached: no address of its own choosing that the installation has not allowed. */
  readonly http: OutgoingHttp;
}
