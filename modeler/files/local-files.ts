/** Files of the reader's own machine. */
import type { Language } from '../../engine/errors.ts';
import { decodeXml } from '../../engine/model/xml/decode.ts';
import { encodeXml, encodingOfText } from '../../engine/model/xml/encode.ts';

/** The text of a model in whatever encoding it is, and the name of that for writing it again; else why it cannot be read. */
export type ReadModel =
  | { readonly ok: true; readonly text: string; readonly encoding: string }
  | { readonly ok: false; readonly message: Readonly<Record<Language, string>> };

export const readModel = async (file: File): Promise<ReadModel> => decodeXml(new Uint8Array(await file.arrayBuffer()));

/**
 * The bytes of a model: in the encoding its file came in, else the one it declares. Where that has not all of its characters it becomes
 * UTF-8, and says so.
 */
export function modelBytes(xml: string, encoding: string = encodingOfText(xml)): Uint8Array {
  const bytes = encodeXml(xml, encoding);
  if (bytes) return bytes;
  const text = xml.replace(/^(\uFEFF?\s*<\?xml[^>]*?\sencoding\s*=\s*["'])[^"']*/, '$1UTF-8');
  return new TextEncoder().encode(text);
}

export function download(name: string, content: string | Uint8Array<ArrayBuffer>, type: string): void {
  const address = URL.createObjectURL(new Blob([content], { type }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The browser has taken it when the click is over; some take it a little later.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
