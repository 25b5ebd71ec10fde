import { createHash } from 'node:crypto';
import { promises as fs, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo, Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join, normalize } from 'node:path';
import type { Connection, ParsedKey, SFTPWrapper } from 'ssh2';
import ssh2 from 'ssh2';
import type { Mode } from './remote-contract.ts';

const { OPEN_MODE, STATUS_CODE } = ssh2.utils.sftp;

export interface SftpOffice {
  readonly port: number;
  /** The folder that clients see as `/`. */
  readonly root: string;
  readonly hostKey: string;
  behave(mode: Mode): void;
  stop(): Promise<void>;
}

/** ssh2 writes one key in some hundreds in a way that it cannot read itself: then another is made. */
function hostKey(): { privateKey: string; parsed: ParsedKey } {
  for (;;) {
    const { private: privateKey } = ssh2.utils.generateKeyPairSync('ed25519');
    const parsed = ssh2.utils.parseKey(privateKey);
    if (!(parsed instanceof Error)) return { privateKey, parsed };
  }
}

/** A real SFTP server over a real folder. */
export async function sftpOffice(password: string): Promise<SftpOffice> {
  let mode: Mode = 'good';
  const root = mkdtempSync(join(tmpdir(), 'tongban-sftp-'));
  for (const name of ['in', 'done', 'bad', 'out']) mkdirSync(join(root, name));
  const { privateKey, parsed } = hostKey();
  const clients = new Set<Connection>();
  const server = new ssh2.Server({ hostKeys: [privateKey] }, (client) => {
    clients.add(client);
    client.on('close', () => clients.delete(client));
    client.on('error', () => undefined);
    client.on('authentication', (auth) =>
      auth.method === 'password' && auth.password === password ? auth.accept() : auth.reject(['password']),
    );
    client.on('session', (accept) =>
      accept().on('sftp', (open) => {
        if (mode === 'cut') client.end();
        else if (mode !== 'silent') serve(open(), root);
      }),
    );
  });
  const { _srv: sockets } = server as unknown as { _srv: Server };
  sockets.on('connection', (socket) => socket.setNoDelay(true));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    root,
    hostKey: createHash('sha256').update(parsed.getPublicSSH()).digest('base64').replace(/=$/, ''),
    behave: (next) => {
      mode = next;
    },
    stop: async () => {
      for (const client of clients) client.end();
      await new Promise<void>((resolve) => server.close(() => resolve()));
      rmSync(root, { recursive: true, force: true });
    },
  };
}

type Open = { kind: 'file'; handle: fs.FileHandle } | { kind: 'folder'; path: string; isRead: boolean };

function serve(sftp: SFTPWrapper, root: string): void {
  const open = new Map<number, Open>();
  let next = 0;
  const at = (path: string): string => join(root, normalize(`/${path}`));
  const keep = (entry: Open): Buffer => {
    const handle = Buffer.alloc(4);
    open.set(next, entry);
    handle.writeUInt32BE(next++);
    return handle;
  };
  const find = (handle: Buffer): Open | undefined => open.get(handle.readUInt32BE(0));
  /** Every failure is one the client hears of. */
  const answering = (id: number, work: () => Promise<void>): void =>
    void work().catch((error: NodeJS.ErrnoException) =>
      sftp.status(id, error.code === 'ENOENT' ? STATUS_CODE.NO_SUCH_FILE : STATUS_CODE.FAILURE),
    );
  const done = (id: number) => () => sftp.status(id, STATUS_CODE.OK);

  sftp.on('REALPATH', (id, path) => sftp.name(id, [{ filename: path, longname: path, attrs: {} as never }]));
  const stat = (id: number, path: string): void =>
    answering(id, async () => sftp.attrs(id, attrsOf(await fs.stat(at(path)))));
  sftp.on('STAT', stat);
  sftp.on('LSTAT', stat);
  sftp.on('OPENDIR', (id, path) =>
    answering(id, async () => {
      await fs.readdir(at(path));
      sftp.handle(id, keep({ kind: 'folder', path: at(path), isRead: false }));
    }),
  );
  sftp.on('READDIR', (id, handle) =>
    answering(id, async () => {
      const entry = find(handle);
      if (entry?.kind !== 'folder' || entry.isRead) return void sftp.status(id, STATUS_CODE.EOF);
      entry.isRead = true;
      const names = await fs.readdir(entry.path);
      const list = await Promise.all(
        names.map(async (filename) => ({
          filename,
          longname: filename,
          attrs: attrsOf(await fs.stat(join(entry.path, filename))),
        })),
      );
      sftp.name(id, list);
    }),
  );
  sftp.on('OPEN', (id, path, flags) =>
    answering(id, async () => {
      const handle = await fs.open(at(path), (flags & OPEN_MODE.WRITE) !== 0 ? 'w' : 'r');
      sftp.handle(id, keep({ kind: 'file', handle }));
    }),
  );
  sftp.on('FSTAT', (id, handle) =>
    answering(id, async () => {
      const entry = find(handle);
      if (entry?.kind === 'file') sftp.attrs(id, attrsOf(await entry.handle.stat()));
      else sftp.status(id, STATUS_CODE.FAILURE);
    }),
  );
  sftp.on('READ', (id, handle, offset, length) =>
    answering(id, async () => {
      const entry = find(handle);
      if (entry?.kind !== 'file') return void sftp.status(id, STATUS_CODE.FAILURE);
      const { bytesRead, buffer } = await entry.handle.read(Buffer.alloc(length), 0, length, offset);
      if (bytesRead === 0) sftp.status(id, STATUS_CODE.EOF);
      else sftp.data(id, buffer.subarray(0, bytesRead));
    }),
  );
  sftp.on('WRITE', (id, handle, offset, data) =>
    answering(id, async () => {
      const entry = find(handle);
      if (entry?.kind !== 'file') return void sftp.status(id, STATUS_CODE.FAILURE);
      await entry.handle.write(data, 0, data.length, offset);
      sftp.status(id, STATUS_CODE.OK);
    }),
  );
  sftp.on('CLOSE', (id, handle) =>
    answering(id, async () => {
      const entry = find(handle);
      if (entry?.kind === 'file') await entry.handle.close();
      sftp.status(id, STATUS_CODE.OK);
    }),
  );
  sftp.on('FSETSTAT', (id) => done(id)());
  sftp.on('RENAME', (id, from, to) => answering(id, () => fs.rename(at(from), at(to)).then(done(id))));
  sftp.on('MKDIR', (id, path) => answering(id, () => fs.mkdir(at(path)).then(done(id))));
}

const attrsOf = ({ mode, size, uid, gid, atimeMs, mtimeMs }: Awaited<ReturnType<typeof fs.stat>>) => ({
  mode: Number(mode),
  size: Number(size),
  uid: Number(uid),
  gid: Number(gid),
  atime: Math.floor(Number(atimeMs) / 1_000),
  mtime: Math.floor(Number(mtimeMs) / 1_000),
});
