import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  createHttpClient,
  type HttpClient,
  type HttpClientOptions,
  type HttpResult,
} from '../../../adapters/http/http-client.ts';
import type { ResolvedAddress, Surroundings } from '../../../adapters/surroundings.ts';

export interface Office {
  readonly port: number;
  readonly seen: { readonly url: string; readonly headers: IncomingMessage['headers']; readonly body: string }[];
  stop(): Promise<void>;
}

/** A department on loopback that notes what reaches it. */
export async function office(answer: (request: IncomingMessage, response: ServerResponse) => void): Promise<Office> {
  const seen: Office['seen'] = [];
  const listener: RequestListener = async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    seen.push({ url: request.url ?? '', headers: request.headers, body: Buffer.concat(chunks).toString() });
    answer(request, response);
  };
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    seen,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

export interface World {
  readonly secrets?: Readonly<Record<string, string>>;
  readonly hosts?: Readonly<Record<string, readonly string[]>>;
}

export const surroundings = ({ secrets = {}, hosts = {} }: World = {}): Surroundings => ({
  sleep: async () => undefined,
  secret: async (name) => secrets[name],
  resolve: async (host) => {
    const found = hosts[host];
    if (!found) throw Object.assign(new Error(`no ${host}`), { code: 'ENOTFOUND' });
    return found.map((address): ResolvedAddress => ({ address, family: address.includes(':') ? 6 : 4 }));
  },
});

const clients: HttpClient[] = [];

/** Reaches loopback, as the department of the test is there. */
export function clientOf(options: HttpClientOptions, world?: World): HttpClient {
  const client = createHttpClient({ plainText: true, allowed: ['127.0.0.1'], ...options }, surroundings(world));
  clients.push(client);
  return client;
}

export const closeClients = async (): Promise<void> => {
  await Promise.all(clients.splice(0).map((client) => client.close()));
};

export const get = (client: HttpClient, path = 'x', signal = new AbortController().signal): Promise<HttpResult> =>
  client.request({ method: 'GET', path, signal });

export const problemOf = (result: HttpResult): string => (result.ok ? `status ${result.status}` : result.problem.code);
