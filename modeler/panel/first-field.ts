/** Where the keyboard goes to in the panel: the first thing that can be written, else what can be pressed. Folded groups have nothing to see. */
export function firstField(panel: HTMLElement | null | undefined): HTMLElement | undefined {
  const seen = (selector: string): HTMLElement | undefined =>
    [...(panel?.querySelectorAll<HTMLElement>(selector) ?? [])].find((one) => one.getClientRects().length > 0);
  return seen('input, textarea, select') ?? seen('button');
}
