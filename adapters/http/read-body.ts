import { HttpFailure } from './problem.ts';

/**
 * Reads an answer up to `most` bytes as UTF-8 and gives up at the first byte beyond, whatever the department said its length was. A wrong
 * encoding is refused rather than read as replacement characters.
 */
export async function readBody(chunks: AsyncIterable<Uint8Array>, most: number): Promise<string> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of chunks) {
    size += chunk.byteLength;
    if (size > most) {
      const message = `Expected at most ${most} bytes, but the answer is longer.`;
      throw new HttpFailure({ code: 'answer-too-large', message, sent: true });
    }
    parts.push(chunk);
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(parts));
  } catch {
    throw notReadable('Expected the answer to be UTF-8, but it is not.');
  }
}

export const notReadable = (message: string): HttpFailure =>
  new HttpFailure({ code: 'answer-not-readable', message, sent: true });
