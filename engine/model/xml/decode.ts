import { type Text, text } from '../problem.ts';
import { encodingOf } from './encodings.ts';

export type Decoded =
  | {
      readonly ok: true;
      /** As it is written, the byte order mark included. */
      readonly text: string;
      /** For `encodeXml`. */
      readonly encoding: string;
    }
  | { readonly ok: false; readonly message: Text };

/**
 * Bytes of an XML file as text, in the encoding that `encodingOf` finds. Bytes that are not of that encoding are a failure that names it
 * and the first of them, never a replacement character.
 */
export function decodeXml(bytes: Uint8Array): Decoded {
  const { name, label } = encodingOf(bytes);
  if (label === null) {
    return failed(
      `Expected an XML encoding we read, but the file is in "${name}".`,
      `应为可识别的 XML 编码，但文件的编码为“${name}”。`,
    );
  }
  const decoded = decodeText(bytes, label);
  if (typeof decoded === 'string') return { ok: true, text: decoded, encoding: name };
  const byte = bytes[decoded.offset]?.toString(16).toUpperCase().padStart(2, '0');
  const found =
    byte === undefined
      ? ['it ends in the middle of a character', '末尾的字符不完整']
      : [`byte 0x${byte}`, `字节 0x${byte}`];
  return failed(
    `Expected the file to be ${name}, but it is not at offset ${decoded.offset} (${found[0]}).`,
    `文件应为 ${name} 编码，但在偏移 ${decoded.offset} 处不符合（${found[1]}）。`,
  );
}

/** The text of bytes in an encoding of `TextDecoder`, or where the first bytes that are not of it begin, from 0. */
export function decodeText(bytes: Uint8Array, label: string): string | { readonly offset: number } {
  try {
    return decoderOf(label).decode(bytes);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return { offset: firstWrong(bytes, label) };
  }
}

const decoderOf = (label: string): TextDecoder => new TextDecoder(label, { fatal: true, ignoreBOM: true });

const STRIDE = 4096;

/** Decodes in strides until one fails, then once more up to there, and on byte by byte. The offset is that of the character. */
function firstWrong(bytes: Uint8Array, label: string): number {
  const coarse = decoderOf(label);
  let good = 0;
  while (good < bytes.length && decodes(coarse, bytes.subarray(good, good + STRIDE))) good += STRIDE;
  const from = Math.min(good, Math.floor(bytes.length / STRIDE) * STRIDE);
  const fine = decoderOf(label);
  fine.decode(bytes.subarray(0, from), { stream: true });
  let start = from;
  for (let at = from; at < bytes.length; at++) {
    const read = decoded(fine, bytes.subarray(at, at + 1));
    if (read === null) return start;
    if (read !== '') start = at + 1;
  }
  return start;
}

const decodes = (decoder: TextDecoder, bytes: Uint8Array): boolean => decoded(decoder, bytes) !== null;

function decoded(decoder: TextDecoder, bytes: Uint8Array): string | null {
  try {
    return decoder.decode(bytes, { stream: true });
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return null;
  }
}

const failed = (en: string, zh: string): Decoded => ({ ok: false, message: text(en, zh) });
