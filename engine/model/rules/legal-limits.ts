import { type NodeDraft, nodeAt, type ProcessDraft } from '../compile/draft.ts';
import { SPECIAL_PROCEDURE } from '../conduct.ts';
import { isComparable, UNIT_NAMES } from '../critical-path.ts';
import type { LimitSpec } from '../graph.ts';
import { type Text, text } from '../problem.ts';
import type { Rule } from './rule.ts';

/**
 * What the law says about a limit besides its length. A limit of the law names its article; it and the promise are counted alike; somebody, or the
 * model, says what follows when nobody accepts in time; one that runs inside another says from when it counts; two people inspect; and a licence is
 * refused in writing. Each is a warning: the law may be kept outside of the model.
 */
export const legalLimits: Rule = {
  id: 'legal-limits',
  check({ drafts, report }) {
    for (const draft of drafts)
      for (const node of draft.nodes)
        for (const message of mistakes(draft, node)) report(node.source, message, 'warning');
  },
};

function mistakes(draft: ProcessDraft, node: NodeDraft): Text[] {
  const { limits = [] } = node;
  const [promised, statutory, acceptance] = (['promised', 'statutory', 'acceptance'] as const).map((clock) =>
    limits.find((limit) => limit.clock === clock),
  );
  return [
    ...[statutory, acceptance].flatMap((limit) => (limit && limit.basis === null ? [noArticle(node.id, limit)] : [])),
    ...(promised && statutory && !isComparable(promised.unit, statutory.unit)
      ? [countedApart(node.id, promised, statutory)]
      : []),
    ...(statutory && saysNoReceipt(draft, node, statutory) ? [nested(node.id)] : []),
    ...(acceptance && !saysWhatSilenceDoes(draft, node, acceptance) ? [silent(node.id)] : []),
    ...(needsTwo(draft, node) ? [alone(node.id)] : []),
    ...(refusesWithoutWriting(node) ? [unwritten(node.id)] : []),
  ];
}

/**
 * A part of what has a limit of the law itself is an application of its own: whether it counts as received with the whole, or when its own
 * preconditions are met, is for the analyst to say, not for when a token comes by (建筑法 8: seven days from receipt, inside of joint handling).
 */
function saysNoReceipt(draft: ProcessDraft, { parent }: NodeDraft, { countsFrom, startsAfter }: LimitSpec): boolean {
  if (countsFrom || startsAfter !== null) return false;
  for (let at = draft.nodes[parent]; at; at = draft.nodes[at.parent])
    if (at.limits?.some(({ clock }) => clock === 'statutory')) return true;
  return false;
}

/** A rung that accepts, or a timer that takes the work out of the hands of who should have accepted. */
function saysWhatSilenceDoes(
  draft: ProcessDraft,
  { ladder = [], index }: NodeDraft,
  { stopsAfter }: LimitSpec,
): boolean {
  if (ladder.some(({ action, clock }) => action === 'accept' && clock === 'acceptance')) return true;
  const accepting =
    stopsAfter === null
      ? draft.nodes.filter((node) => node.user && isWithin(draft, node, index))
      : [nodeAt(draft, stopsAfter)];
  return accepting.some(({ boundaries }) =>
    boundaries
      .map((at) => nodeAt(draft, at))
      .some(({ interrupting, events }) => interrupting && events.some(({ kind }) => kind === 'timer')),
  );
}

function isWithin(draft: ProcessDraft, { parent }: NodeDraft, scope: number): boolean {
  for (let at = parent; at >= 0; at = draft.nodes[at]?.parent ?? -1) if (at === scope) return true;
  return false;
}

/** 行政许可法 34, 55 (two inspect) and 行政处罚法 42 (two enforce), however the article is written. */
const FOR_TWO = /许可法》?\s*(第?(34|55)条?(?!\d)|第?(三十四|五十五)条?)|处罚法》?\s*(第?42条?(?!\d)|第?四十二条?)/;

/** A step that rests on such an article, or an inspection of a special procedure, and is done by one. */
function needsTwo(draft: ProcessDraft, node: NodeDraft): boolean {
  const { user } = node;
  if (!user || user.fourEyes) return false;
  return FOR_TWO.test(user.limit?.basis ?? '') || isInspection(draft, node);
}

/** Inside the event sub-process that runs the inspection (检验) of a special procedure. */
function isInspection(draft: ProcessDraft, node: NodeDraft): boolean {
  const code = `${SPECIAL_PROCEDURE}inspection`;
  for (let at = draft.nodes[node.parent]; at; at = draft.nodes[at.parent]) {
    const starts = at.triggeredByEvent ? at.children.map((index) => nodeAt(draft, index)) : [];
    if (starts.some(({ events }) => events.some((event) => event.kind === 'escalation' && event.code === code)))
      return true;
  }
  return false;
}

/** 行政许可法 38: `reject` ends without the written decision that `refuse` cannot do without. */
const refusesWithoutWriting = ({ user }: NodeDraft): boolean =>
  user?.decides === 'licence' && (user.operations === null || user.operations.includes('reject'));

const nameOf = ({ clock }: LimitSpec): string => (clock === 'statutory' ? '法定' : '受理');

const noArticle = (id: string, limit: LimitSpec): Text =>
  text(
    `Expected the ${limit.clock} limit at "${id}" to name the article it rests on (basis), but it does not.`,
    `“${id}”的${nameOf(limit)}时限应写明依据的条文（basis），但没有。`,
  );

const countedApart = (id: string, promised: LimitSpec, statutory: LimitSpec): Text =>
  text(
    `Expected the promise at "${id}" to be counted in ${UNIT_NAMES[statutory.unit].en} as the limit of the law is, but it is counted in ${UNIT_NAMES[promised.unit].en}: nobody can tell whether it is kept within the law.`,
    `“${id}”的承诺时限应与法定时限单位一致（${UNIT_NAMES[statutory.unit].zh}），但为${UNIT_NAMES[promised.unit].zh}，无法判断是否短于法定时限。`,
  );

const nested = (id: string): Text =>
  text(
    `Expected the statutory limit at "${id}" to say from when it counts (countsFrom or startsAfter), because it runs inside another one and its own application may count as received at another time, but it does not.`,
    `“${id}”的法定时限位于另一法定时限之内，应写明自何时起算（countsFrom 或 startsAfter），因为其自身申请视为收到的时间可能不同，但没有。`,
  );

const silent = (id: string): Text =>
  text(
    `Expected "${id}" to say what follows when nobody accepts in time (action="accept" of tb:ladder, or a timer at the task), because the application then counts as accepted, but it does not.`,
    `“${id}”应说明逾期未受理的后果（tb:ladder 的 action="accept"，或受理任务上的定时器），因为逾期即为受理，但没有。`,
  );

const alone = (id: string): Text =>
  text(
    `Expected two people at "${id}" (tb:fourEyes), because the law has two of them inspect, but one is enough.`,
    `“${id}”依法应由两名以上工作人员办理（tb:fourEyes），但一人即可。`,
  );

const unwritten = (id: string): Text =>
  text(
    `Expected "${id}" to refuse the licence in writing ("refuse"), but it admits "reject", which ends without a decision that gives reasons and remedies.`,
    `“${id}”不予许可应作出书面决定（“refuse”），但允许“reject”，结束时没有说明理由和救济途径的决定书。`,
  );
