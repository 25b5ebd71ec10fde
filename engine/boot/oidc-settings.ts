/** Sign-in by an OpenID provider, from the environment: all of it or none. */
import { readFileSync } from 'node:fs';
import { isLoopback } from '../api/loopback.ts';
import type { OidcOptions } from '../api/oidc/options.ts';
import type { ClaimRules } from '../people/organisation/map-claims.ts';

const NAMES = [
  'TONGBAN_OIDC_ISSUER',
  'TONGBAN_OIDC_CLIENT_ID',
  'TONGBAN_OIDC_CLIENT_SECRET',
  'TONGBAN_PUBLIC_URL',
] as const;

/** Claims that every provider has, for whoever names none. */
const USUAL: ClaimRules = { id: 'preferred_username', name: 'name' };

type Env = Readonly<Record<string, string | undefined>>;

/** Problems are told to `report`; null where nothing is set. */
export function oidcSettings(env: Env, report: (problem: string) => void): OidcOptions | null {
  const [issuer = '', clientId = '', clientSecret = '', publicUrl = ''] = NAMES.map((name) => env[name] ?? '');
  if (issuer === '') return null;
  for (const name of NAMES) if (!env[name]) report(`Expected ${name} beside TONGBAN_OIDC_ISSUER, but it is not set.`);
  for (const name of ['TONGBAN_OIDC_ISSUER', 'TONGBAN_PUBLIC_URL'] as const)
    if (env[name] && !isSecure(env[name] ?? ''))
      report(`Expected ${name} to be an https address, but found "${env[name]}".`);
  return {
    issuer,
    clientId,
    clientSecret,
    publicUrl: publicUrl.replace(/\/+$/, ''),
    name: env.TONGBAN_OIDC_NAME || 'OpenID Connect',
    scopes: env.TONGBAN_OIDC_SCOPES || 'openid profile email',
    claims: claimRules(env.TONGBAN_OIDC_CLAIMS, report),
  };
}

function isSecure(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname } = new URL(address);
  return protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname));
}

function claimRules(file: string | undefined, report: (problem: string) => void): ClaimRules {
  if (!file) return USUAL;
  try {
    const rules = JSON.parse(readFileSync(file, 'utf8')) as ClaimRules;
    if (typeof rules.id === 'string' && typeof rules.name === 'string') return rules;
    report(`Expected TONGBAN_OIDC_CLAIMS to name claims for id and name, but ${file} does not.`);
  } catch (error) {
    report(
      `Expected TONGBAN_OIDC_CLAIMS to be a JSON file, but: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
  return USUAL;
}
