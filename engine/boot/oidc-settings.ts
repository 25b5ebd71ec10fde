/** Sign-in by an OpenID provider, from the environment: all of it or none. */
import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
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

/** What the environment says of the provider; how it is reached is put together at the start. */
export type OidcSettings = Omit<OidcOptions, 'http'> & {
  /** Networks or addresses of the provider that are not public. */
  readonly networks: readonly string[];
};

type Env = Readonly<Record<string, string | undefined>>;

/** Problems are told to `report`; null where nothing is set. */
export function oidcSettings(env: Env, report: (problem: string) => void): OidcSettings | null {
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
    networks: networksOf(env.TONGBAN_OIDC_NETWORKS ?? '', report),
  };
}

function networksOf(text: string, report: (problem: string) => void): readonly string[] {
  const networks = text.split(/[\s,]+/).filter(Boolean);
  for (const network of networks)
    if (!isNetwork(network))
      report(`Expected TONGBAN_OIDC_NETWORKS to list networks such as 10.20.0.0/16, but found "${network}".`);
  return networks;
}

function isNetwork(text: string): boolean {
  const [address = '', bits, ...more] = text.split('/');
  const kind = isIP(address);
  const isWidth = bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (kind === 6 ? 128 : 32));
  return kind !== 0 && isWidth && more.length === 0;
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
