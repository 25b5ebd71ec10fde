import { execFile } from 'node:child_process';

export interface Exit {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the command as a process of its own, against a database. */
export function tongban(databaseUrl: string, ...args: readonly string[]): Promise<Exit> {
  const env = { ...process.env, DATABASE_URL: databaseUrl, TONGBAN_LOG: 'warn' };
  return new Promise((resolve) => {
    execFile(process.execPath, ['engine/cli/tongban.mjs', ...args], { env }, (error, stdout, stderr) =>
      resolve({ code: typeof error?.code === 'number' ? error.code : error ? -1 : 0, stdout, stderr }),
    );
  });
}
