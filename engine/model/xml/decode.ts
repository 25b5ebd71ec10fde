import { type Text, text } from '../problem.ts';

export type Decoded = { readonly ok: true; readonly text: string } | { readonly ok: false; readonly message: Text };

/** Encodings a prolog may declare, by the label of `TextDecoder`. */
const ENCODINGS: ReadonlyMap<string, string> = new Map([
  ['utf-8', 'utf-8'],
  ['utf8', 'utf-8'],
  ['us-ascii', 'utf-8'],
  ['ascii', 'utf-8'],
  ['utf-16', 'utf-16le'],
  ['utf-16le', 'utf-16le'],
  ['utf-16be', 'utf-16be'],
  ['iso-8859-1', 'iso-8859-1'],
  ['latin1', 'iso-8859-1'],
  ['windows-1252', 'windows-1252'],
  ['gb2312', 'gb18030'],
  ['gbk', 'gb18030'],
  ['gb18030', 'gb18030'],
]);

/**
 * Bytes of an XML file as text: by the byte order mark, else by the encoding its prolog declares, else UTF-8 (XML 1.0 appendix F).
 * Bytes that are not of that encoding are a failure, never a replacement character.
 */
export function decodeXml(bytes: Uint8Array): Decoded {
  const declared = markOf(bytes) ?? declaredIn(bytes) ?? 'utf-8';
  const encoding = ENCODINGS.get(declared);
  if (!encoding) {
    return failed(
      `Expected an XML encoding we read, but the file declares "${declared}".`,
      `应为可识别的 XML 编码，但文件声明为“${declared}”。`,
    );
  }
  try {
    return { ok: true, text: new TextDecoder(encoding, { fatal: true }).decode(bytes) };
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return failed(
      `Expected the file to be ${declared}, but it has bytes that are not.`,
      `文件应为 ${declared} 编码，但含有不符合该编码的字节。`,
    );
  }
}

const failed = (en: string, zh: string): Decoded => ({ ok: false, message: text(en, zh) });

function markOf(bytes: Uint8Array): string | null {
  const [first, second, third] = bytes;
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8';
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  return null;
}

function declaredIn(bytes: Uint8Array): string | null {
  const prolog = String.fromCharCode(...bytes.subarray(0, 200));
  const match = /^\s*<\?xml[^>]*?\sencoding\s*=\s*["']([A-Za-z][\w.-]*)["']/.exec(prolog);
  return match?.[1]?.toLowerCase() ?? null;
}
