import type { Surroundings } from '../surroundings.ts';
import { TalkError } from './in-time.ts';

/** The value behind `secret:NAME`. A missing one is a failure of the call: it may be set while the engine runs. */
export async function readReference(reference: string, { secret }: Pick<Surroundings, 'secret'>): Promise<string> {
  const name = reference.replace(/^secret:/, '');
  const value = await secret(name);
  if (value === undefined) throw new TalkError(`Expected the secret ${name} to be set, but it is not.`, false);
  return value;
}
