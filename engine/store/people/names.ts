/** A name, and its English form where that is another. */
export interface Names {
  /** The Chinese name where there is also an English one, else the only one. */
  readonly name: string;
  readonly nameEn: string | null;
}
