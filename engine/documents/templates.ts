/**
 * What each document says, in one place. A paragraph is left out where none of its parameters is given; `{name}` is a parameter, `{#name}` a table of
 * its rows, `{?name}` only makes the paragraph depend on it. What is required is what the law asks the document to say: without it, it is not issued.
 */
import type { DocumentKind } from '../core/proceedings.ts';
import { type Text, text } from '../model/problem.ts';

export interface DocumentTemplate {
  /** Stands in the number: 受理〔2026〕1号. */
  readonly word: string;
  readonly title: Text;
  readonly required: readonly string[];
  readonly paragraphs: readonly Text[];
}

const addressee = text('To: {applicant}', '{applicant}：');
const reference = text(
  'Case {caseNumber}, "{item}", received on {receivedAt}.',
  '您（单位）申请的“{item}”（办件编号：{caseNumber}），收到日期：{receivedAt}。',
);
const remark = text('{remark}', '{remark}');

export const TEMPLATES: Readonly<Record<DocumentKind, DocumentTemplate>> = {
  takeIn: {
    word: '收件',
    title: text('Take-in receipt', '收件凭证'),
    required: [],
    paragraphs: [
      addressee,
      reference,
      text('The documents of the application have been taken in.', '已收到您（单位）提交的申请材料。'),
      text('Number of documents: {count}', '材料份数：{count}'),
      text('{?materials}The materials of this item:', '{?materials}本事项的申请材料：'),
      text('{#materials}', '{#materials}'),
      text(
        'This receipt is no acceptance; whether the application is accepted you will be told in writing.',
        '本凭证不代表受理，是否受理另行书面告知。',
      ),
      remark,
    ],
  },
  acceptance: {
    word: '受理',
    title: text('Notice of acceptance', '受理通知书'),
    required: [],
    paragraphs: [
      addressee,
      reference,
      text('The application is accepted.', '经审查，决定予以受理。'),
      text(
        '{?promises}It is accepted although these materials are still missing. They have to be handed in by the day named:',
        '{?promises}以下材料暂缺，予以容缺受理，请在所列期限前补交：',
      ),
      text('{#promises}', '{#promises}'),
      remark,
    ],
  },
  supplement: {
    word: '补正',
    title: text('Notice of what is to be supplemented', '补正告知书'),
    required: ['materials'],
    paragraphs: [
      addressee,
      reference,
      text(
        'The following is all that is missing or not in order. Please hand it in or correct it:',
        '经审查，申请材料不齐全或者不符合法定形式。现将需要补正的全部内容一次性告知如下：',
      ),
      text('{#materials}', '{#materials}'),
      text('Please do so within {correctionDays} working days.', '请于 {correctionDays} 个工作日内补正。'),
      text('Please do so within {calendarDays} days.', '请于 {calendarDays} 日内补正。'),
      text('A second notice is given because: {again}', '再次告知的理由：{again}'),
      remark,
    ],
  },
  nonAcceptance: {
    word: '不受',
    title: text('Decision not to accept', '不予受理决定书'),
    required: ['reason'],
    paragraphs: [
      addressee,
      reference,
      text('The application is not accepted because {reason}.', '经审查，{reason}，决定不予受理。'),
      text('{explanation}', '{explanation}'),
      text('The organ with the power to decide is: {organ}', '请向有权机关申请：{organ}'),
      remark,
    ],
  },
  grant: {
    word: '准许',
    title: text('Decision to grant', '准予行政许可决定书'),
    required: [],
    paragraphs: [
      addressee,
      reference,
      text('What was applied for is granted.', '经审查，您（单位）的申请符合法定条件、标准，决定准予许可。'),
      text('It rests on: {basis}', '依据：{basis}'),
      text('{reasons}', '{reasons}'),
      text(
        'The decision rests on this promise, which is checked afterwards: {promise}',
        '本决定依据下列告知承诺作出，将予事后核查：{promise}',
      ),
      text('Signed by: {signature}', '承诺人签名：{signature}'),
      remark,
    ],
  },
  refusal: {
    word: '不许',
    title: text('Decision to refuse', '不予行政许可决定书'),
    required: ['reasons', 'reconsideration', 'litigation'],
    paragraphs: [
      addressee,
      reference,
      text('What was applied for is refused because: {reasons}', '经审查，决定不予许可。理由：{reasons}'),
      text('It rests on: {basis}', '依据：{basis}'),
      text(
        'You may ask {reconsideration} for reconsideration, or sue before {litigation}, within the time the law gives.',
        '如不服本决定，可以在法定期限内向{reconsideration}申请行政复议，或者向{litigation}提起行政诉讼。',
      ),
      remark,
    ],
  },
  extension: {
    word: '延期',
    title: text('Notice of extension', '延期告知书'),
    required: ['days', 'reasons'],
    paragraphs: [
      addressee,
      reference,
      text(
        'The limit is extended by {days} working days because: {reasons}',
        '经批准，办理期限延长 {days} 个工作日。理由：{reasons}',
      ),
      remark,
    ],
  },
  specialProcedure: {
    word: '特程',
    title: text('Notice of a special procedure', '特别程序告知书'),
    required: ['procedure', 'days'],
    paragraphs: [
      addressee,
      reference,
      text(
        'A special procedure is needed: {procedure}. It takes {days} working days, which do not count towards the limit.',
        '本事项依法需要进行{procedure}，所需时间 {days} 个工作日，不计算在办理期限内。',
      ),
      text('{reasons}', '{reasons}'),
      remark,
    ],
  },
  delivery: {
    word: '送达',
    title: text('Receipt of delivery', '送达回证'),
    required: ['delivered', 'receiver', 'way'],
    paragraphs: [
      reference,
      text('Delivered: {delivered}', '送达文书：{delivered}'),
      text('Way of delivery: {way}', '送达方式：{way}'),
      text('Received by: {receiver}', '受送达人：{receiver}'),
      remark,
    ],
  },
  revocation: {
    word: '撤销',
    title: text('Decision to revoke', '撤销决定书'),
    required: ['reasons', 'reconsideration', 'litigation'],
    paragraphs: [
      addressee,
      reference,
      text('The decision {decision} is revoked because: {reasons}', '决定撤销{decision}。理由：{reasons}'),
      text(
        'You may ask {reconsideration} for reconsideration, or sue before {litigation}, within the time the law gives.',
        '如不服本决定，可以在法定期限内向{reconsideration}申请行政复议，或者向{litigation}提起行政诉讼。',
      ),
      remark,
    ],
  },
};

/** What parameters and columns are called, for refusals and for tables. */
export const PARAMETER_NAMES: Readonly<Record<string, Text>> = {
  materials: text('materials', '材料'),
  material: text('Material', '材料'),
  result: text('State', '情况'),
  reason: text('Reason', '理由'),
  reasons: text('reasons', '理由'),
  reconsideration: text('organ of reconsideration', '复议机关'),
  litigation: text('court', '诉讼法院'),
  days: text('days', '天数'),
  procedure: text('procedure', '特别程序'),
  delivered: text('documents delivered', '送达文书'),
  receiver: text('receiver', '受送达人'),
  way: text('way of delivery', '送达方式'),
  organ: text('organ with the power', '有权机关'),
  dueAt: text('By', '期限'),
  promise: text('promise', '承诺内容'),
  signature: text('signature', '签名'),
};

/** Codes that stand in documents. */
export const CODES: Readonly<Record<string, Text>> = {
  missing: text('missing', '缺少'),
  defective: text('not in order', '不合格'),
  'not-needed': text('no licence is needed for it', '申请事项依法不需要取得行政许可'),
  'not-our-power': text('this organ has no power over it', '申请事项依法不属于本机关职权范围'),
};
