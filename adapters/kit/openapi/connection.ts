/** Where the department is and how it knows us, as settings of a connection of kind `rest`. Secrets are named, never there. */
import { isNode, type Node, nodeOf, resolve, textOf } from './document.ts';
import { secretName } from './names.ts';
import type { Made } from './operation.ts';

/** Where the document says none: a name that leads nowhere (RFC 2606). */
const NOWHERE = 'https://department.example';

export function connectionOf(document: Node, name: string, made: readonly Made[]): Readonly<Record<string, unknown>> {
  return {
    kind: 'rest',
    baseUrl: baseUrlOf(document),
    ...security(document, name),
    operations: Object.fromEntries(made.map(({ contract, connection }) => [contract.topic, connection])),
  };
}

/** The first server, its variables at their defaults. */
function baseUrlOf(document: Node): string {
  const [server] = Array.isArray(document.servers) ? document.servers : [];
  const variables = nodeOf(nodeOf(server).variables);
  const url = (textOf(nodeOf(server).url) ?? '').replace(/\{([^}]+)\}/g, (_, key: string) =>
    String(nodeOf(variables[key]).default ?? ''),
  );
  return /^https?:\/\//.test(url) && URL.canParse(url) ? url.replace(/\/$/, '') : NOWHERE;
}

function security(document: Node, name: string): Readonly<Record<string, unknown>> {
  const schemes = Object.values(nodeOf(nodeOf(document.components).securitySchemes)).filter(isNode);
  return Object.assign({}, ...schemes.map((scheme) => settingsOf(resolve(document, scheme), name)));
}

function settingsOf(scheme: Node, name: string): Readonly<Record<string, unknown>> {
  if (scheme.type === 'apiKey' && scheme.in === 'header')
    return { headers: { [String(scheme.name).toLowerCase()]: secretName(name, 'key') } };
  if (scheme.type === 'http' && scheme.scheme === 'bearer')
    return { headers: { authorization: `Bearer ${secretName(name, 'token')}` } };
  if (scheme.type === 'mutualTLS')
    return { identity: { certificate: secretName(name, 'certificate'), key: secretName(name, 'private_key') } };
  const flow = nodeOf(nodeOf(scheme.flows).clientCredentials);
  const tokenUrl = textOf(flow.tokenUrl);
  if (scheme.type !== 'oauth2' || tokenUrl === undefined) return {};
  const clientId = name;
  return { auth: { kind: 'oauth2', tokenUrl, clientId, clientSecret: secretName(name, 'client_secret') } };
}
