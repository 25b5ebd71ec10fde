import type { Database } from '../people/database.ts';

/** The bytes of a file, one piece after the other; nothing is asked for before it is wanted. Throws where a piece is missing. */
export async function* readBlob(database: Database, sha256: string): AsyncGenerator<Buffer> {
  const { rows } = await database.query<{ upload: string; size: number }>(
    'select upload_id as upload, size from blob where sha256 = $1',
    [sha256],
  );
  const [blob] = rows;
  if (!blob) throw new Error(`Expected the file ${sha256} to be kept, but it is not.`);
  let read = 0;
  for (let number = 0; read < Number(blob.size); number++) {
    const piece = await readPiece(database, blob.upload, number);
    read += piece.length;
    yield piece;
  }
}

async function readPiece(database: Database, upload: string, number: number): Promise<Buffer> {
  const { rows } = await database.query<{ bytes: Buffer }>(
    'select bytes from blob_chunk where upload_id = $1 and number = $2',
    [upload, number],
  );
  const [found] = rows;
  if (!found) throw new Error(`Expected piece ${number} of ${upload} to be kept, but it is not.`);
  return found.bytes;
}
