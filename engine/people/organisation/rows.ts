import type { RungSpec } from '../../model/ladder.ts';

/**
 * The organisation as it is kept: nothing is overwritten, everything has a time from which and up to which it holds. Instants are epoch ms;
 * `until` is exclusive, null where no end is known.
 */
export interface Period {
  readonly since: number;
  readonly until: number | null;
}

export interface PersonRow {
  readonly id: string;
  readonly roles: readonly string[];
  readonly groups: readonly string[];
  /** Home department of somebody without positions. */
  readonly department: string | null;
  readonly active: boolean;
}

/** Where a department belongs for a time; the tree is made of these. */
interface DepartmentRow extends Period {
  readonly id: string;
  readonly parent: string | null;
}

/** Somebody works in a department for a time, on a post where one is named. Of several the first by `order` is the main one. */
export interface PositionRow extends Period {
  readonly person: string;
  readonly department: string;
  readonly post: string | null;
  /** Head of the department 部门负责人. */
  readonly head: boolean;
  readonly order: number;
}

/** D4 代理: for a time the proxy may act for the principal. Null lists mean no narrowing. */
export interface ProxyRow extends Period {
  readonly id: string;
  readonly principal: string;
  readonly proxy: string;
  readonly definitionKeys: readonly string[] | null;
  readonly elementIds: readonly string[] | null;
  /** Tasks that were open before it began count too. */
  readonly includeExisting: boolean;
}

/** D5 交接: whatever leads to the person leads to the successor; whose place it was, is kept with the reason. */
export interface SuccessionRow extends Period {
  readonly person: string;
  readonly successor: string;
}

/** What a deployment changes of the table of rights, one cell each; see `engine/rights`. */
export interface RuleRow {
  readonly role: string;
  readonly right: string;
  readonly scope: string;
}

/**
 * An entry of the list of responsibilities 责任清单, or of the negative list 负面清单: which department leads in a matter, in an area, at a level.
 * Null means every one. An area stands for all whose code begins with its own.
 */
export interface ResponsibilityRow extends Period {
  readonly id: string;
  readonly kind: 'responsible' | 'forbidden';
  readonly matter: string | null;
  readonly area: string | null;
  readonly level: string | null;
  /** The lead department 主办; on the negative list who may not, null meaning nobody may. */
  readonly lead: string | null;
  /** Co-departments 协办. */
  readonly departments: readonly string[];
  /** Who is responsible is in dispute. */
  readonly disputed: boolean;
}

/** The escalation ladder of a department's steps that have none of their own; without rungs that of the department above counts. */
interface LadderRow extends Period {
  readonly department: string;
  /** From 1, by department. */
  readonly version: number;
  readonly rungs: readonly RungSpec[];
}

export interface OrganisationRows {
  /** Grows with every change; kept with what was decided by it. */
  readonly version: number;
  readonly people: readonly PersonRow[];
  readonly departments: readonly DepartmentRow[];
  readonly positions: readonly PositionRow[];
  readonly proxies: readonly ProxyRow[];
  readonly successions?: readonly SuccessionRow[];
  readonly rules?: readonly RuleRow[];
  readonly responsibilities?: readonly ResponsibilityRow[];
  readonly ladders?: readonly LadderRow[];
}

export const NO_ORGANISATION: OrganisationRows = {
  version: 0,
  people: [],
  departments: [],
  positions: [],
  proxies: [],
};

export const holdsAt = ({ since, until }: Period, instant: number): boolean =>
  since <= instant && (until === null || instant < until);
