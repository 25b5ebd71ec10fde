/**
 * What is kept of a case besides its tokens because the law of procedure asks for it: what was issued to whom, what is missing, what was promised,
 * what stands still and why, and what waits for a second person. Plain JSON, written by events alone.
 */
import type { Variables } from './state.ts';

/** How a case was ended before it was done: A3, A4, A6, C3 (by the rule of the item), C4, C8, and what the applicant withdrew (B7). */
export const CASE_RESULTS = [
  'refused',
  'notAccepted',
  'handedOn',
  'withdrawn',
  'undelivered',
  'revoked',
  'void',
] as const;
export type CaseResult = (typeof CASE_RESULTS)[number];

/** 收件凭证、受理通知书、补正告知书、不予受理决定书、准予/不予许可决定书、延期告知书、特别程序告知书、送达回证、撤销决定书. */
export const DOCUMENT_KINDS = [
  'takeIn',
  'acceptance',
  'supplement',
  'nonAcceptance',
  'grant',
  'refusal',
  'extension',
  'specialProcedure',
  'delivery',
  'revocation',
] as const;
export type DocumentKind = (typeof DOCUMENT_KINDS)[number];

/** Values a template is filled with: texts, and lists of rows. */
export type DocumentParams = Readonly<Record<string, DocumentValue>>;
export type DocumentValue = string | number | readonly Readonly<Record<string, string>>[];

/** A document that was issued. It never changes; what replaces it is another one. */
export interface IssuedDocument {
  readonly id: string;
  readonly kind: DocumentKind;
  /** 文号, from a sequence without gaps of its kind and year. */
  readonly number: string;
  readonly year: number;
  readonly sequence: number;
  /** Epoch ms. */
  readonly at: number;
  readonly by: string;
  /** The organ in whose name it is issued. */
  readonly department: string | null;
  readonly params: DocumentParams;
  /** SHA-256 over all of the above, hexadecimal. */
  readonly hash: string;
}

export interface MissingMaterial {
  readonly material: string;
  readonly name: string;
  readonly result: 'missing' | 'defective';
  readonly reason: string;
}

/** One notice of everything that is missing (一次性告知). */
export interface SupplementNotice {
  readonly document: string;
  readonly task: string;
  readonly at: number;
  readonly by: string;
  readonly materials: readonly MissingMaterial[];
  /** Of a second notice: why the law admits one, and who agreed. */
  readonly again?: {
    readonly ground: 'supplement-defective' | 'facts-changed';
    readonly reason: string;
    readonly by: string;
  };
  readonly received?: { readonly at: number; readonly by: string; readonly materials: readonly string[] };
}

/** 容缺受理: a material that may come later. */
export interface PromisedMaterial {
  readonly material: string;
  readonly name: string;
  readonly dueAt: number;
  readonly by: string;
  readonly delivered?: { readonly at: number; readonly by: string };
}

/** 特别程序: while it runs, the clocks of the case stand still. */
export interface SpecialProcedure {
  readonly id: string;
  readonly kind: string;
  readonly task: string;
  readonly document: string;
  readonly days: number;
  readonly at: number;
  readonly by: string;
  /** What the model runs for it; null where it is done outside of the model. */
  readonly element: string | null;
  readonly ended?: { readonly at: number; readonly by: string | null; readonly result: string };
}

/** 中止: the whole case stands still. */
export interface Suspension {
  readonly at: number;
  readonly by: string;
  readonly approver: string | null;
  /** A code of the closed list of the model; `administrative` where an administrator stopped it. */
  readonly reason: string;
  /** Null: without legal basis, so that the limits of the case run on. */
  readonly basis: string | null;
  readonly until: number | null;
  readonly ended?: { readonly at: number; readonly by: string | null };
}

/** 延期, once. */
export interface Extension {
  readonly at: number;
  readonly by: string;
  readonly days: number;
  readonly reason: string;
  readonly document: string;
}

/** 当场更正 of one field, initialled by the applicant. */
export interface FieldCorrection {
  readonly field: string;
  readonly from: unknown;
  readonly to: unknown;
}

/** By what a finished case may be opened again: to put a clerical error right, or because an order says so (复议、判决、撤销). */
export const REOPENING_GROUNDS = ['clericalError', 'reconsideration', 'judgment', 'revocation'] as const;
export type ReopeningGround = (typeof REOPENING_GROUNDS)[number];

/** 重启: a case that had ended goes on. The old end is kept here; what was decided then is marked, and stays. */
export interface Reopening {
  readonly at: number;
  /** Who asked, and who confirmed. */
  readonly by: string;
  readonly approver: string;
  readonly ground: ReopeningGround;
  readonly reason: string;
  /** The number of the order; null only for a clerical error. */
  readonly order: string | null;
  /** The node of the new visit. */
  readonly elementId: string;
  /** How the case had ended. */
  readonly ended: {
    readonly at: number;
    readonly status: 'completed' | 'terminated';
    readonly result: CaseResult | null;
    readonly extension: Extension | null;
  };
  /** What of the result documents is so marked, by their ids. */
  readonly mark: 'revoked' | 'corrected';
  readonly documents: readonly string[];
}

/** Something that one person wants and another has to confirm. */
export interface ConfirmationRequest {
  readonly id: string;
  readonly verb: string;
  /** What is wanted, in the words of the verb. */
  readonly wanted: Variables;
  readonly reason: string;
  readonly by: string;
  readonly at: number;
  /** `user:…`, `group:…` or `role:…`, any of whom may answer, except who asked. */
  readonly entitled: readonly string[];
  readonly expiresAt: number;
  /** What of the case it is about, where one verb may be asked for several things at once: a task, or the token that would move. */
  readonly about?: string;
  /** Verbs that are done with the rights of who asked: what these were then. */
  readonly asker?: Asker;
}

export interface Asker {
  /** By which persons' names they were meant (D5); absent: their own. */
  readonly names?: readonly string[];
  readonly id: string;
  readonly roles: readonly string[];
  readonly groups: readonly string[];
  readonly department: string | null;
}

export type ConfirmationAnswer = 'confirmed' | 'refused' | 'withdrawn' | 'expired' | 'lapsed';

/** Wakes the case at an instant, also while it is suspended. Its id is the id of the job row. */
export interface Alarm {
  readonly id: string;
  readonly dueAt: number;
  readonly purpose: 'confirmation' | 'suspension' | 'promise' | 'lamp';
  /** Of the confirmation request, or of the clock. */
  readonly ref?: string;
  /** The element instance it is about; absent: the case. */
  readonly element?: string;
}

export interface Proceedings {
  readonly acceptedAt?: number;
  /** 视为受理: by which rule, and the notice. Absent where somebody accepted it. */
  readonly deemed?: { readonly basis: string; readonly document: string };
  readonly documents: readonly IssuedDocument[];
  readonly notices: readonly SupplementNotice[];
  readonly promises: readonly PromisedMaterial[];
  readonly procedures: readonly SpecialProcedure[];
  readonly suspensions: readonly Suspension[];
  readonly extension?: Extension;
  /** Where the case has been handed on to: another organ. */
  readonly handedOn?: {
    readonly organ: string;
    readonly at: number;
    readonly receivedAt: number;
    readonly task: string;
  };
  /** How it was opened again, the oldest first. Absent in states written before there was any. */
  readonly reopenings?: readonly Reopening[];
  /** What still waits for an answer, by id. */
  readonly requests: Readonly<Record<string, ConfirmationRequest>>;
  readonly alarms: Readonly<Record<string, Alarm>>;
}

export const NO_PROCEEDINGS: Proceedings = {
  documents: [],
  notices: [],
  promises: [],
  procedures: [],
  suspensions: [],
  requests: {},
  alarms: {},
};
