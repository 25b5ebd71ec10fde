/** What is being drawn while another page of this application is shown, such as a comparison; the editor takes it up again. */
import type { Origin } from '../composables/use-diagram.ts';

export interface Drawing {
  readonly xml: string;
  readonly origin: Origin;
  readonly unsaved: boolean;
  /** What is edited with it. */
  readonly parts?: Readonly<Record<string, string>>;
}

let laidAside: Drawing | undefined;

export function layAside(drawing: Drawing): void {
  laidAside = drawing;
}

export const drawingLaidAside = (): Drawing | undefined => laidAside;

/** Answers it once. */
export function takeUp(): Drawing | undefined {
  const drawing = laidAside;
  laidAside = undefined;
  return drawing;
}
