/** The catalogue of shared data 政务数据资源目录: what an entry says, and what is wrong with one. */
import { fail, ok, type Result } from '../errors.ts';

export type DataLevel = 1 | 2 | 3 | 4;

/** 信息项: one thing that is told, with its grade. */
export interface InformationItem {
  readonly name: string;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly level: DataLevel;
  /** Sensitive personal information 敏感个人信息 (PIPL, article 28). */
  readonly sensitive: boolean;
}

export const UPDATE_CYCLES = ['real-time', 'daily', 'weekly', 'monthly', 'quarterly', 'yearly', 'irregular'] as const;
export const SHARING_TYPES = ['unconditional', 'conditional', 'none'] as const;
export const OPENING_TYPES = ['open', 'on-request', 'closed'] as const;

export interface DataEntry {
  readonly code: string;
  /** The data element; one entry of it is the source. */
  readonly element: string;
  /** Code of the source this is a copy of; null: it is the source itself. */
  readonly copyOf: string | null;
  readonly nameZh: string;
  readonly nameEn: string;
  /** Department that provides it. */
  readonly provider: string;
  /** What it is called; it may be none of the house. */
  readonly providerZh: string;
  readonly providerEn: string;
  /** By which adapter it is asked for; null: not connected. */
  readonly topic: string | null;
  /** Property of a request that says whom it is about; null where it is about nobody. */
  readonly subject: string | null;
  readonly items: readonly InformationItem[];
  readonly updateCycle: (typeof UPDATE_CYCLES)[number];
  readonly sharing: (typeof SHARING_TYPES)[number];
  readonly opening: (typeof OPENING_TYPES)[number];
  /** Legal basis of what is not shared unconditionally. */
  readonly basis: string | null;
  /** The same for people who read English; null where nobody said it. */
  readonly basisEn: string | null;
  readonly format: string;
  /** Whether a deployed process needs a grant as a person does; else its deployment is enough. */
  readonly processGrant: boolean;
  /** Working days in which an objection is decided. */
  readonly objectionDays: number;
  readonly sloMs: number | null;
  /** Epoch ms. */
  readonly since: number;
  readonly until: number | null;
}

export const isInForce = ({ since, until }: Pick<DataEntry, 'since' | 'until'>, now: number): boolean =>
  since <= now && (until === null || now < until);

/** An entry as it is about to be written; `others` are those of its element and the one it names as its source. */
export function checkEntry(entry: DataEntry, others: readonly DataEntry[]): Result<void> {
  const { code, element, copyOf, sharing, basis } = entry;
  if (sharing !== 'unconditional' && (basis ?? '').trim() === '')
    return invalid('what is not shared unconditionally names its legal basis', '有条件共享或不予共享须写明依据');
  const names = entry.items.map(({ name }) => name);
  if (new Set(names).size !== names.length) return invalid('an information item is named twice', '信息项重复');
  if (entry.until !== null && entry.until <= entry.since)
    return invalid('it ends before it begins', '终止时间早于生效时间');
  if (copyOf !== null) return checkCopy(entry, others);
  const rival = others.find(
    (other) => other.code !== code && other.element === element && other.copyOf === null && other.until === null,
  );
  if (rival && entry.until === null)
    return fail('data-element-taken', { element, code: rival.code, department: rival.provider });
  return ok(undefined);
}

function checkCopy({ code, element, copyOf }: DataEntry, others: readonly DataEntry[]): Result<void> {
  const source = others.find((other) => other.code === copyOf);
  if (!source || source.copyOf !== null || source.code === code)
    return invalid('a copy names the entry that is the source', '副本须指明权威来源目录');
  if (source.element !== element) return invalid('a copy is of the element of its source', '副本与来源须为同一数据元');
  return ok(undefined);
}

const invalid = (reason: string, reasonZh: string) => fail('data-entry-invalid', { reason, reasonZh });
