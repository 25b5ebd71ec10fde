import type { IncomingMessage, ServerResponse } from 'node:http';
import { office } from '../http/support.ts';
import type { Mode } from './remote-contract.ts';

export interface Asked {
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

export interface Replied {
  readonly status?: number;
  readonly type?: string;
  readonly body: string;
}

export interface HttpOffice {
  readonly port: number;
  readonly seen: Asked[];
  behave(mode: Mode): void;
  stop(): Promise<void>;
}

/** A department over HTTP: `reply` is what it answers when it is well. */
export async function httpOffice(reply: (asked: Asked) => Replied): Promise<HttpOffice> {
  let mode: Mode = 'good';
  const served = await office((_, response) => {
    const asked = served.seen.at(-1) as Asked;
    answer(mode, response, asked, reply);
  });
  return {
    port: served.port,
    seen: served.seen as Asked[],
    behave: (next) => {
      mode = next;
    },
    stop: served.stop,
  };
}

function answer(mode: Mode, response: ServerResponse, asked: Asked, reply: (asked: Asked) => Replied): void {
  if (mode === 'silent') return;
  if (mode === 'cut') {
    response.socket?.destroy();
    return;
  }
  if (mode === 'broken') {
    response.writeHead(500, { 'content-type': 'text/plain' }).end(`stack trace of ${JSON.stringify(asked)}`);
    return;
  }
  const { status = 200, type = 'application/json', body } = reply(asked);
  response.writeHead(status, { 'content-type': type });
  if (mode === 'oversize') endless(response);
  else if (mode === 'garbage') response.end(Buffer.from([0xff, 0xfe, 0x00, 0x7b, 0x22]));
  else if (mode === 'echo') response.end(JSON.stringify(asked));
  else response.end(body);
}

/** Writes until the other side has had enough. */
function endless(response: ServerResponse): void {
  const chunk = Buffer.alloc(64 * 1024, 'x');
  const write = (): void => {
    while (!response.destroyed && response.write(chunk));
    if (!response.destroyed) response.once('drain', write);
  };
  write();
}
