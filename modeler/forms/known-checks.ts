/** Checks of a field that can be chosen instead of being written: `properties.check` with both texts, and whatever may be changed in them afterwards. */
import type { Language } from '../../engine/errors.ts';
import { IDENTITY_KINDS, type IdentityKind } from '../../engine/identity/identity.ts';
import { DATE_CHECKS, NUMBER_CHECKS, wrongNumber } from './dictionary.ts';
import type { FormField } from './form-edit.ts';

export interface KnownCheck {
  readonly id: string;
  readonly words: Readonly<Record<Language, string>>;
  /** What is said of a value that does not meet it. */
  readonly text: Readonly<Record<Language, string>>;
  /** FEEL over the variable of the field. */
  source(key: string): string;
}

export const IDENTITY_NAMES = Object.keys(IDENTITY_KINDS) as readonly IdentityKind[];

/** Those that fit the kind of the field; none where nothing is known for it. */
export function knownChecks({ type, subtype }: FormField): readonly KnownCheck[] {
  if (type === 'textfield') return IDENTITY_CHECKS;
  if (type === 'number') return NUMBER_CHECKS;
  return type === 'datetime' && (subtype === undefined || subtype === 'date') ? DATE_CHECKS : [];
}

const IDENTITY_CHECKS: readonly KnownCheck[] = IDENTITY_NAMES.map((kind) => {
  const { zh, en } = IDENTITY_KINDS[kind];
  return {
    id: kind,
    words: { zh, en },
    text: wrongNumber({ zh, en }),
    source: (key) => `=valid ${said(kind)}(${key})`,
  };
});

const said = (kind: IdentityKind): string => kind.replaceAll('-', ' ');

/** The chosen one, as long as its expression stands as it was put there. */
export const chosenCheck = (field: FormField): KnownCheck | undefined => {
  const { check } = (field.properties ?? {}) as { readonly check?: unknown };
  return knownChecks(field).find((known) => known.source(String(field.key)) === check);
};

/** What `properties` say with this check; without one they say nothing of it. */
export const saysCheck = (field: FormField, known: KnownCheck | undefined) => ({
  check: known?.source(String(field.key)),
  checkText: known?.text.zh,
  checkTextEn: known?.text.en,
});
