/** Keeps how good the identity numbers are that a source has said: by field and day, and those set aside. */
import { createHash } from 'node:crypto';
import type pg from 'pg';
import type { DataQuality } from '../../port.ts';
import { masked } from '../../sharing/answer.ts';
import { addTallies, setAside } from '../../store/sharing/quality.ts';
import type { Clock } from '../clock.ts';
import { uuidv7 } from '../ids.ts';

export interface NoteDeps {
  readonly pool: pg.Pool;
  readonly clock: Clock;
}

/** `key` says which answer it was: the same number of the same answer is set aside once. */
export async function noteQuality({ pool, clock }: NoteDeps, key: string, quality?: DataQuality): Promise<void> {
  if (!quality || quality.checked.length === 0) return;
  const { source, checked, setAside: bad } = quality;
  const at = clock.now();
  await addTallies(pool, { source, day: new Date(at).toISOString().slice(0, 10), tallies: checked });
  await setAside(
    pool,
    bad.slice(0, MOST).map(({ place, field, rule, value }) => ({
      ...{ id: uuidv7(at), source, field, rule, at },
      rowKey: `${key}${place}`.slice(0, LONGEST),
      shown: masked('idNumber', value),
      hash: createHash('sha256').update(value).digest('hex'),
    })),
  );
}

/** Rows of one answer that are kept for somebody to look at; all are counted. */
const MOST = 1_000;
const LONGEST = 300;
