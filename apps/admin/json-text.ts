/** What somebody typed as a value: JSON, and nothing else, so that `007` or `yes` is never guessed at. */
export type ReadJson = { readonly ok: true; readonly value: unknown } | { readonly ok: false };

export function readJson(text: string): ReadJson {
  try {
    return { ok: true, value: JSON.parse(text) };
  } catch (error) {
    if (error instanceof SyntaxError) return { ok: false };
    throw error;
  }
}
