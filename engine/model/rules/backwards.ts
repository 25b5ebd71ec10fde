import { backwardsOf } from '../backwards.ts';
import type { BackwardsSpec } from '../backwards-spec.ts';
import { type NodeDraft, nodeAt, type ProcessDraft } from '../compile/draft.ts';
import { dominators, reachableFrom, startingNodes } from '../compile/reachability.ts';
import { extensionsOf, textOf } from '../moddle.ts';
import { type Severity, type Text, text } from '../problem.ts';
import type { Rule } from './rule.ts';

interface Check {
  readonly draft: ProcessDraft;
  readonly node: NodeDraft;
  readonly spec: BackwardsSpec;
  say(message: Text, severity?: Severity): void;
}

/** What a user task says about going backwards must be possible there: steps that lead to it, settings that something reads, and the law. */
export const backwards: Rule = {
  id: 'backwards',
  needsAllFlows: true,
  check({ drafts, report }) {
    for (const draft of drafts) {
      for (const node of draft.nodes) {
        if (!node.user) continue;
        const say = (message: Text, severity?: Severity) => report(node.source, message, severity);
        const check: Check = { draft, node, spec: backwardsOf(node.user), say };
        checkTargets(check);
        checkFreeFlow(check);
        checkUse(check);
        checkApplicant(check);
      }
    }
  },
};

const named = ({ draft, node }: Check, id: string): NodeDraft | undefined =>
  draft.nodes.find((other) => other.id === id && other.parent === node.parent);

function checkTargets(check: Check): void {
  const { draft, node, spec, say } = check;
  for (const id of spec.targets ?? []) {
    const target = named(check, id);
    const leadsHere = target && target !== node && reachableFrom(draft, [target.index]).has(node.index);
    if (target?.type !== 'userTask' || !leadsHere) say(noTarget(node.id, id));
  }
}

function checkFreeFlow(check: Check): void {
  const { node, spec, say } = check;
  for (const id of spec.freeFlow) {
    const target = named(check, id);
    if (!target || target === node || target.type === 'startEvent' || target.type === 'boundaryEvent') {
      say(noFreeFlow(node.id, id));
      continue;
    }
    const passed = mandatoryBetween(check, target);
    if (passed) say(skips(node.id, { to: id, passed: passed.id }));
  }
  if (spec.freeFlow.length > 0 && node.user?.approval) say(freeRound(node.id));
}

/** A step marked `noSkip` that every way to the target passes, and that need not have been done before this one. */
function mandatoryBetween({ draft, node }: Check, target: NodeDraft): NodeDraft | undefined {
  const ways = dominators(draft, startingNodes(draft, node.parent));
  return draft.nodes.find(
    (other) =>
      other.parent === node.parent &&
      other.index !== target.index &&
      other.index !== node.index &&
      backwardsOf(other.user ?? null).noSkip &&
      ways.isPassed(other.index, target.index) &&
      !ways.isPassed(other.index, node.index),
  );
}

/** A setting of a verb that is switched off, or of a round that is none, would have no effect. */
function checkUse({ node, spec, say }: Check): void {
  const admitted = node.user?.operations ?? null;
  for (const [type, verb] of [
    ['tb:Return', 'return'],
    ['tb:Retrieve', 'retrieve'],
  ] as const) {
    const isSaid = extensionsOf(node.source).some(({ $type }) => $type === type);
    if (isSaid && admitted !== null && !admitted.includes(verb)) say(switchedOff(node.id, verb), 'warning');
  }
  if (spec.freeFlow.length > 0 && admitted !== null && !admitted.includes('jump')) {
    say(switchedOff(node.id, 'jump'), 'warning');
  }
  const said = extensionsOf(node.source).find(({ $type }) => $type === 'tb:Return');
  if (said && textOf(said, 'signers') !== null && !node.user?.approval) say(roundOnly(node.id, 'signers'), 'warning');
  if (spec.seat === 'before' && node.user?.approval?.order !== 'sequence') say(roundOnly(node.id, 'seat'), 'warning');
}

/** 行政许可法: an accepted application for a licence is not handed back; what is missing had to be said before. */
function checkApplicant({ draft, node, spec, say }: Check): void {
  if (!spec.applicant || !draft.nodes.some(({ user }) => user?.decides === 'licence')) return;
  const { operations = null } = node.user ?? {};
  if (operations !== null && !operations.includes('return')) return;
  const isAfter = draft.nodes.some(
    (other) =>
      other.milestone === 'accepted' &&
      other.index !== node.index &&
      other.parent === nodeAt(draft, node.index).parent &&
      reachableFrom(draft, [other.index]).has(node.index),
  );
  if (isAfter) say(afterAcceptance(node.id));
}

const noTarget = (id: string, target: string) =>
  text(
    `Expected "${target}", where "${id}" may be returned to, to be a user task of the same scope that leads to it, but it is not.`,
    `“${id}”的退回目标“${target}”应为同一范围内先于它的用户任务，但不是。`,
  );

const noFreeFlow = (id: string, target: string) =>
  text(
    `Expected "${target}" of tb:freeFlow at "${id}" to be another step of the same scope, but it is not.`,
    `“${id}”的 tb:freeFlow 中“${target}”应为同一范围内的另一步骤，但不是。`,
  );

const skips = (id: string, { to, passed }: { readonly to: string; readonly passed: string }) =>
  text(
    `Expected no free flow past a step that must not be skipped, but from "${id}" to "${to}" passes over "${passed}".`,
    `自由流不得跳过必经步骤，但从“${id}”到“${to}”跳过了“${passed}”。`,
  );

const freeRound = (id: string) =>
  text(
    `Expected "${id}" to be decided by one person where tb:freeFlow lets that person choose the way, but it is an approval round.`,
    `“${id}”设置了 tb:freeFlow，应由一人办理，但它是会签。`,
  );

const switchedOff = (id: string, verb: string) =>
  text(
    `Expected tb:operations of "${id}" to admit ${verb}, because it says how, but it does not: that has no effect.`,
    `“${id}”设置了“${verb}”的方式，但 tb:operations 不允许该操作，设置不起作用。`,
  );

const roundOnly = (id: string, name: string) =>
  text(
    `Expected "${name}" of tb:return only where several decide${name === 'seat' ? ' one after the other' : ''}, but at "${id}" they do not: it has no effect.`,
    `tb:return 的“${name}”仅用于${name === 'seat' ? '依次' : ''}会签，但“${id}”不是，该属性不起作用。`,
  );

const afterAcceptance = (id: string) =>
  text(
    `Expected tb:return at "${id}" to say applicant="false", because a licence is not handed back after it is accepted, but it does not.`,
    `行政许可受理后不得退回申请人，“${id}”的 tb:return 应设置 applicant="false"，但没有。`,
  );
