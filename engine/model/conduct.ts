/** What a model says about how cases of its item are conducted by law. */
import type { FeelExpression } from '../feel/compile.ts';

/** The escalation that begins the check after a decision on a promise (告知承诺). */
export const POST_CHECK = 'post-check';
/** The kind of a special procedure (特别程序) follows: `special-procedure:hearing`. */
export const SPECIAL_PROCEDURE = 'special-procedure:';

/** What an entry is called; `nameEn` is absent where the model does not say. */
interface SpokenName {
  readonly name: string;
  readonly nameEn?: string;
}

/**
 * A material of the item; one that is `tolerated` may come after acceptance (容缺). What the government holds already (`held` is true of the data of
 * the case) is not asked of the applicant again.
 */
export interface MaterialSpec extends SpokenName {
  readonly code: string;
  readonly tolerated: boolean;
  readonly held: FeelExpression | null;
}

/** How cases of the item are conducted by law: who agrees, what exists, how long it may take. */
export interface ConductSpec {
  /** Users, groups or roles who agree to suspensions, second notices and handing on. */
  readonly leads: readonly string[];
  /** Who may extend the limit. */
  readonly organHeads: readonly string[];
  /** In whose name documents are issued. */
  readonly organ: string | null;
  readonly organEn: string | null;
  /** Working days an applicant has to hand in what is missing; null where no rule says. */
  readonly correctionDays: number | null;
  /** Days until which tolerated materials have to come; null where none are tolerated. */
  readonly toleranceDays: number | null;
  /** What a case is closed as when they do not come. */
  readonly undelivered: 'withdrawn' | 'undelivered';
  /** Whether whoever manages a case ends it alone, or asks and another confirms. */
  readonly cancel: 'alone' | 'confirmed';
  /** Whom tolerance and promises are closed to; null excludes nobody. */
  readonly excludes: FeelExpression | null;
  /** Working days by which the limit may be extended. */
  readonly extensionCap: number | null;
  /** Days that a suspension may last at most. */
  readonly suspensionMax: number | null;
  readonly materials: readonly MaterialSpec[];
  readonly specialProcedures: readonly (SpokenName & { readonly kind: string })[];
  /** The closed list; without a basis in law the limits of the case run on. */
  readonly suspensionReasons: readonly (SpokenName & { readonly code: string; readonly basis: string | null })[];
}
