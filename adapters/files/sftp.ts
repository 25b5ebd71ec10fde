/** SFTP, as promises, bound to a signal and to the key of the server. */
import { createHash } from 'node:crypto';
import { connect } from 'node:net';
import { Client, type SFTPWrapper } from 'ssh2';
import { TalkError } from '../kit/in-time.ts';

export interface Server {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password?: string | undefined;
  readonly privateKey?: string | undefined;
  readonly hostKey: string;
}

interface Listed {
  readonly name: string;
  readonly size: number;
  readonly isFile: boolean;
}

export interface Sftp {
  list(folder: string): Promise<readonly Listed[]>;
  read(path: string, most: number): Promise<Buffer>;
  write(path: string, content: Buffer): Promise<void>;
  rename(from: string, to: string): Promise<void>;
  /** False where it is there already. */
  makeFolder(path: string): Promise<boolean>;
  exists(path: string): Promise<boolean>;
}

/** Connects, works and ends. A server with another key is not spoken to. */
export async function withSftp<T>(server: Server, signal: AbortSignal, work: (sftp: Sftp) => Promise<T>): Promise<T> {
  const client = new Client();
  const end = (): void => void client.end();
  signal.addEventListener('abort', end, { once: true });
  try {
    return await work(wrap(await open(client, server)));
  } finally {
    signal.removeEventListener('abort', end);
    end();
  }
}

function open(client: Client, { host, port, user, password, privateKey, hostKey }: Server): Promise<SFTPWrapper> {
  const wanted = hostKey.replace(/=$/, '');
  let isOther = false;
  return new Promise((resolve, reject) => {
    const lost = (): void =>
      reject(
        new TalkError(isOther ? 'the server has another key' : 'the server cannot be reached or refuses us', false),
      );
    client.on('error', lost);
    client.on('close', lost);
    client.on('ready', () =>
      client.sftp((error, sftp) => {
        if (error) return lost();
        // Requests that nobody waits for any more, such as closing a file, fail here when the line breaks.
        sftp.on('error', lost);
        resolve(sftp);
      }),
    );
    // Each question waits for its answer, so small packets must not wait for more to come.
    const sock = connect({ host, port, noDelay: true });
    sock.on('error', lost);
    client.connect({
      sock,
      username: user,
      ...(password !== undefined && { password }),
      ...(privateKey !== undefined && { privateKey }),
      readyTimeout: 10_000,
      hostVerifier: (key: Buffer) => {
        isOther = createHash('sha256').update(key).digest('base64').replace(/=$/, '') !== wanted;
        return !isOther;
      },
    });
  });
}

type Callback<T> = (error: Error | null | undefined, value: T) => void;

const promised = <T>(start: (done: Callback<T>) => void): Promise<T> =>
  new Promise((resolve, reject) => start((error, value) => (error ? reject(error) : resolve(value))));

const REGULAR = 0o100000;
const KIND = 0o170000;

function wrap(sftp: SFTPWrapper): Sftp {
  const exists = (path: string): Promise<boolean> => promised((done) => sftp.stat(path, (error) => done(null, !error)));
  return {
    exists,
    list: async (folder) => {
      const entries = await promised<readonly { filename: string; attrs: { size: number; mode: number } }[]>((done) =>
        sftp.readdir(folder, done),
      );
      return entries.map(({ filename, attrs }) => ({
        name: filename,
        size: attrs.size,
        isFile: (attrs.mode & KIND) === REGULAR,
      }));
    },
    read: (path, most) => readUpTo(sftp, path, most),
    write: (path, content) =>
      promised<void>((done) => sftp.writeFile(path, content, (error) => done(error, undefined))),
    rename: (from, to) => promised<void>((done) => sftp.rename(from, to, (error) => done(error, undefined))),
    makeFolder: async (path) => {
      if (await exists(path)) return false;
      await promised<void>((done) => sftp.mkdir(path, (error) => done(error, undefined)));
      return true;
    },
  };
}

const PART = 64 * 1024;

/** A file may grow while it is read, whatever its size was said to be. */
async function readUpTo(sftp: SFTPWrapper, path: string, most: number): Promise<Buffer> {
  const handle = await promised<Buffer>((done) => sftp.open(path, 'r', done));
  const parts: Buffer[] = [];
  let size = 0;
  for (;;) {
    const part = await readPart(sftp, handle, size);
    if (part.length === 0) break;
    size += part.length;
    if (size > most) throw new TalkError(`Expected a file of at most ${most} bytes, but it is longer.`);
    parts.push(part);
  }
  await promised<void>((done) => sftp.close(handle, (error) => done(error, undefined)));
  return Buffer.concat(parts);
}

const END_OF_FILE = 1;

const readPart = (sftp: SFTPWrapper, handle: Buffer, position: number): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    sftp.read(handle, Buffer.alloc(PART), 0, PART, position, (error, bytes, buffer) => {
      if (!error) resolve(buffer.subarray(0, bytes));
      else if ((error as { readonly code?: unknown }).code === END_OF_FILE) resolve(Buffer.alloc(0));
      else reject(error);
    });
  });
