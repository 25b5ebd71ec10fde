/**
 * Files come in piece by piece and are kept so: nothing ever holds one as a whole. What is complete is a blob under its hash; the same bytes again are
 * thrown away at the end. What is broken off is swept.
 */
import { createHash } from 'node:crypto';
import type pg from 'pg';
import { inTransaction } from '../transaction.ts';

export interface BlobFacts {
  readonly sha256: string;
  /** Bytes. */
  readonly size: number;
  readonly type: string;
}

/** Bytes of a piece. */
const PIECE = 256 * 1024;

/** Writes what comes, in pieces of one size. */
export class BlobWriter {
  readonly id: string;
  readonly #pool: pg.Pool;
  readonly #hash = createHash('sha256');
  #waiting: Buffer[] = [];
  #length = 0;
  #number = 0;
  #size = 0;

  private constructor(pool: pg.Pool, id: string) {
    this.#pool = pool;
    this.id = id;
  }

  static async open(pool: pg.Pool, id: string, account: string): Promise<BlobWriter> {
    await pool.query('insert into upload (id, account_id) values ($1, $2)', [id, account]);
    return new BlobWriter(pool, id);
  }

  get size(): number {
    return this.#size;
  }

  async write(chunk: Buffer): Promise<void> {
    this.#hash.update(chunk);
    this.#size += chunk.length;
    this.#waiting.push(chunk);
    this.#length += chunk.length;
    while (this.#length >= PIECE) await this.#flush(PIECE);
  }

  /** The blob, new or there already; the pieces of one that was there already go. */
  async close(type: string): Promise<BlobFacts> {
    if (this.#length > 0) await this.#flush(this.#length);
    const facts = { sha256: this.#hash.digest('hex'), size: this.#size, type };
    await inTransaction(this.#pool, async (client) => {
      const { rows } = await client.query<{ upload: string }>(
        `insert into blob (sha256, upload_id, size, type) values ($1, $2, $3, $4)
         on conflict (sha256) do update set touched_at = now() returning upload_id as upload`,
        [facts.sha256, this.id, facts.size, type],
      );
      if (rows[0]?.upload !== this.id) await client.query('delete from blob_chunk where upload_id = $1', [this.id]);
      await client.query('delete from upload where id = $1', [this.id]);
    });
    return facts;
  }

  /** What has come so far is of no use. */
  async discard(): Promise<void> {
    await this.#pool.query('delete from blob_chunk where upload_id = $1', [this.id]);
    await this.#pool.query('delete from upload where id = $1', [this.id]);
  }

  async #flush(bytes: number): Promise<void> {
    const all = Buffer.concat(this.#waiting);
    const piece = all.subarray(0, bytes);
    this.#waiting = [all.subarray(bytes)];
    this.#length -= bytes;
    await this.#pool.query(
      `with touched as (update upload set touched_at = now() where id = $1 returning id)
       insert into blob_chunk (upload_id, number, bytes) select id, $2, $3 from touched`,
      [this.id, this.#number++, piece],
    );
  }
}
