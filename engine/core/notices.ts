/**
 * What people tell each other about a case without moving it: copies, urges, supervision sheets, questions, comments, files, links to other cases,
 * objections, signatures. All of it belongs to the case, so that the journal, receipts and rights have one truth; it stays when the case ends.
 * Entries are never changed in place, and none is ever removed: what is taken back says so.
 */

/** Something said, by whom and when (epoch ms). */
export interface Said {
  readonly at: number;
  readonly by: string;
  readonly text: string;
}

interface Base {
  readonly id: string;
  /** A person, or `system`. */
  readonly by: string;
  readonly at: number;
  /** The task it is about. */
  readonly task?: string;
  /** The element of the model it is about. */
  readonly element?: string;
}

interface Addressed extends Base {
  /** `user:<id>` or `group:<id>`. */
  readonly to: string;
  readonly text: string;
  /** When the receiver first read it. */
  readonly readAt?: number;
}

/** G1 抄送: to be read by one person, who may say something about it and gets no right but to read. */
export interface Copy extends Addressed {
  readonly kind: 'copy';
  readonly when: CopyTime;
  /** Variables that may be read with it. */
  readonly fields: readonly string[];
  readonly opinion?: Said;
  readonly recalledAt?: number;
  /** How often it would have come again while it lay unread. */
  readonly repeats?: number;
}

type CopyTime = 'entry' | 'completion' | 'end' | 'manual';

/** G2 催办: somebody waits for a task. It changes no clock. */
export interface Urge extends Addressed {
  readonly kind: 'urge';
  readonly standing: UrgeStanding;
  /** From 1 to 4: how often the task was urged before. */
  readonly level: number;
  readonly channel: 'inbox';
  /** The bad rating of the case that waits for somebody, instead of a task. */
  readonly rating?: string;
  /** The number of the card that nobody has explained, instead of a task. */
  readonly card?: string;
  /** The lamp of which the engine tells by itself, and the id of its clock. */
  readonly lamp?: 'yellow' | 'red' | 'double-red';
  readonly clock?: string;
  readonly answer?: Said;
}

export type UrgeStanding = 'applicant' | 'predecessor' | 'lead' | 'administrator' | 'owner' | 'system';

/** G3 督办单: a sheet with a limit of its own. */
export interface Supervision extends Addressed {
  readonly kind: 'supervision';
  readonly dueAt: number;
  /** The colour it begins with: 0 blue, 1 orange, 2 red. */
  readonly grade: number;
  readonly answer?: Said;
  readonly closed?: Said;
}

/** G12 征求意见: a question to one person. Those who are asked together share a thread. */
export interface Consultation extends Addressed {
  readonly kind: 'consultation';
  readonly thread: string;
  readonly dueAt: number | null;
  readonly answers: readonly Said[];
  readonly closed?: Said;
}

export type Visibility = 'internal' | 'applicant';

/** G10 意见: every version stays, the last one counts. */
export interface Comment extends Base {
  readonly kind: 'comment';
  readonly visibility: Visibility;
  readonly versions: readonly Said[];
}

/** How far a file may be passed on 密级. */
export type SecurityLevel = 'public' | 'internal' | 'sensitive';

/** G10 附件: the bytes are kept elsewhere, under their hash. */
export interface Attachment extends Base {
  readonly kind: 'attachment';
  readonly name: string;
  readonly type: string;
  /** Bytes. */
  readonly size: number;
  /** Of the bytes, hexadecimal. */
  readonly sha256: string;
  readonly level: SecurityLevel;
  readonly visibility: Visibility;
  /** 材料名称: which material of a service item it is, by its Chinese name, which is the same wherever the same is asked for. */
  readonly material?: string;
  /** 材料复用: it was handed in before, there. */
  readonly reused?: { readonly attachment: string; readonly instance: string };
  readonly removed?: Said;
}

/** G8 电子签名: what a provider has signed; `hash` is the SHA-256 of what was signed. */
export interface Signature extends Base {
  readonly kind: 'signature';
  readonly method: 'handwriting' | 'seal';
  readonly attachment: string;
  readonly hash: string;
  readonly provider: string;
  readonly signature: string;
  readonly certificate: string;
  readonly timestamp: string;
}

/** G13 并案/拆分: this case is answered with the master; that one is a member of ours; this one was split from its origin; that one is a part of ours. */
export interface Link extends Base {
  readonly kind: 'link';
  readonly relation: 'master' | 'member' | 'origin' | 'part';
  /** The other case. */
  readonly other: string;
  readonly text: string;
  readonly closed?: Said;
}

/** G14 申诉: while it is open, what is objected to does not count in an assessment. The case itself goes on. */
export interface Objection extends Base {
  readonly kind: 'objection';
  readonly subject: ObjectionSubject;
  readonly text: string;
  readonly decided?: Said & { readonly result: 'upheld' | 'dismissed' | 'withdrawn' };
}

type ObjectionSubject = 'dispatch' | 'rating' | 'assessment';

export type Notice = Copy | Urge | Supervision | Consultation | Comment | Attachment | Signature | Link | Objection;

export type NoticeKind = Notice['kind'];

export type NoticeOf<Kind extends NoticeKind> = Extract<Notice, { readonly kind: Kind }>;

/** What happened to it. */
export type NoticeVerb = 'sent' | 'read' | 'answered' | 'recalled' | 'repeated' | 'closed' | 'revised';

/** What one case tells another: it is carried by a job and arrives as a command there. */
export type CaseWord =
  /** It is a member of yours now, or no longer. */
  | { readonly say: 'joined' | 'left'; readonly text: string }
  /** The master has ended. */
  | { readonly say: 'answered'; readonly status: string; readonly text: string }
  /** You are a part of it: the case is opened with this. */
  | {
      readonly say: 'open';
      readonly definitionId: string;
      readonly businessKey: string | null;
      readonly initiator: string | null;
      readonly variables: Readonly<Record<string, unknown>>;
      readonly text: string;
    };

/** When it stopped waiting for anybody, epoch ms; null while it does. Comments and signatures never do. */
export function closedAt(notice: Notice): number | null {
  switch (notice.kind) {
    case 'copy':
      return notice.recalledAt ?? null;
    case 'urge':
      return notice.answer?.at ?? null;
    case 'supervision':
    case 'consultation':
    case 'link':
      return notice.closed?.at ?? null;
    case 'attachment':
      return notice.removed?.at ?? null;
    case 'objection':
      return notice.decided?.at ?? null;
    default:
      return null;
  }
}

/** Whether who asked for the case may see it. */
export const isForApplicant = (notice: Notice): boolean =>
  (notice.kind === 'comment' || notice.kind === 'attachment') && notice.visibility === 'applicant';
