/** A share of a limit, "70%" or "0.7", as a number above 0 and up to 1; null where the text is none. */
export function shareIn(source: string): number | null {
  const share = source.endsWith('%') ? Number(source.slice(0, -1)) / 100 : Number(source);
  return share > 0 && share <= 1 ? share : null;
}
