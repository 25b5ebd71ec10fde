import type { Socket } from 'node:net';
import { SMTPServer } from 'smtp-server';
import type { Mode } from './remote-contract.ts';

export interface SmtpOffice {
  readonly port: number;
  readonly mails: string[];
  behave(mode: Mode): void;
  stop(): Promise<void>;
}

/** A real SMTP server that keeps what it gets. Addresses that begin with `refused` are refused. */
export async function smtpOffice(password: string): Promise<SmtpOffice> {
  let mode: Mode = 'good';
  const mails: string[] = [];
  const sockets = new Set<Socket>();
  const server = new SMTPServer({
    authOptional: false,
    allowInsecureAuth: true,
    disabledCommands: ['STARTTLS'],
    onAuth: (auth, _, done) =>
      auth.password === password ? done(null, { user: auth.username }) : done(new Error(`wrong: ${auth.password}`)),
    onRcptTo: ({ address }, _, done) =>
      address.startsWith('refused') ? done(Object.assign(new Error(`no ${address}`), { responseCode: 550 })) : done(),
    onData: (stream, _, done) => {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', () => {
        mails.push(Buffer.concat(parts).toString());
        if (mode === 'silent') return;
        if (mode === 'cut') for (const socket of sockets) socket.destroy();
        else if (mode === 'broken') done(Object.assign(new Error(`disk full for ${password}`), { responseCode: 451 }));
        else done();
      });
    },
  });
  server.server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  server.on('error', () => undefined);
  const listening = server.listen(0, '127.0.0.1');
  await new Promise((resolve) => listening.once('listening', resolve));
  return {
    port: (listening.address() as { port: number }).port,
    mails,
    behave: (next) => {
      mode = next;
    },
    stop: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
