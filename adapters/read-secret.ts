import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** No path and no dot: a name can lead nowhere but into the folder of secrets. */
const SECRET_NAME = /^[A-Z][A-Z0-9_]{0,63}$/;

/**
 * The secret of a name: the variable `TONGBAN_SECRET_<NAME>`, else the file of that name in `TONGBAN_SECRETS` (as container platforms
 * mount them; the line end after it does not count). Other variables of the environment cannot be read this way.
 */
export async function readSecret(
  name: string,
  env: Readonly<Record<string, string | undefined>>,
): Promise<string | undefined> {
  if (!SECRET_NAME.test(name)) return undefined;
  const given = env[`TONGBAN_SECRET_${name}`];
  if (given) return given;
  if (!env.TONGBAN_SECRETS) return undefined;
  try {
    return (await readFile(join(env.TONGBAN_SECRETS, name), 'utf8')).replace(/\r?\n$/, '') || undefined;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
