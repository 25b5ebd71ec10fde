/** `secret:NAME` in the configuration of an adapter: filled in when a call is made, taken out of everything that comes back. */
import { HttpFailure } from './problem.ts';

const REFERENCE = /\bsecret:([A-Z][A-Z0-9_]{0,63})\b/g;

/** The secrets of one call. */
export class Secrets {
  readonly #read: (name: string) => Promise<string | undefined>;
  readonly #values = new Map<string, string>();

  constructor(read: (name: string) => Promise<string | undefined>) {
    this.#read = read;
  }

  /** A text of the configuration with its secrets in place. Never give it a variable of a case: who may set one could name a secret. */
  async fill(text: string): Promise<string> {
    for (const [, name = ''] of text.matchAll(REFERENCE)) {
      if (this.#values.has(name)) continue;
      const value = await this.#read(name);
      if (value === undefined) {
        const message = `Expected the secret ${name} to be set, but it is not.`;
        throw new HttpFailure({ code: 'secret-missing', message, sent: false });
      }
      this.#values.set(name, value);
    }
    return text.replace(REFERENCE, (_, name: string) => this.#values.get(name) ?? '');
  }

  /** A text from outside with every secret of this call, and its usual encodings, replaced by its reference. */
  hide(text: string): string {
    let hidden = text;
    for (const [name, value] of this.#values)
      for (const form of formsOf(value)) hidden = hidden.replaceAll(form, `secret:${name}`);
    return hidden;
  }
}

/** As it is, in a JSON text, in an address, and in Base64. Longest first, so that no form is cut by a shorter one. */
const formsOf = (value: string): string[] =>
  [
    ...new Set([
      value,
      JSON.stringify(value).slice(1, -1),
      encodeURIComponent(value),
      Buffer.from(value).toString('base64'),
    ]),
  ].sort((a, b) => b.length - a.length);
