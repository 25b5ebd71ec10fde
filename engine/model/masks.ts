/** How values of personal data are shown to whoever has no need of them. */
export const MASK_KINDS = ['text', 'name', 'idNumber', 'phone', 'account', 'address', 'email'] as const;
export type MaskKind = (typeof MASK_KINDS)[number];

/** By the path of a variable: `idNumber`, `applicant.phone`, `children.idNumber` for each of a list. */
export type Masks = ReadonlyMap<string, MaskKind>;

export const NO_MASKS: Masks = new Map();

export const isMaskKind = (word: unknown): word is MaskKind => MASK_KINDS.some((kind) => kind === word);
