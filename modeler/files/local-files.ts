/** Files of the reader's own machine. */
import { decodeXml } from '../../engine/model/xml/decode.ts';

/** The text of a model in whatever encoding it declares; null where it is in none that is known. */
export async function readModel(file: File): Promise<string | null> {
  const decoded = decodeXml(new Uint8Array(await file.arrayBuffer()));
  if (!decoded.ok) return null;
  // It is text now; the parser would refuse it for the encoding it came in.
  return decoded.text.replace(/^\uFEFF?(\s*<\?xml[^>]*?)\s+encoding\s*=\s*["'][^"']*["']/, '$1');
}

export function download(name: string, content: string, type: string): void {
  const address = URL.createObjectURL(new Blob([content], { type }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The browser has taken it when the click is over; some take it a little later.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
