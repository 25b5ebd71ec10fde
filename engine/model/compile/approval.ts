import { type Fraction, parseFraction } from '../fraction.ts';
import type { RoundSpec } from '../graph.ts';
import { type ModdleElement, textOf } from '../moddle.ts';
import { text } from '../problem.ts';
import type { CompileContext } from './context.ts';

/** How several people decide together: our `tb:approval` of a user task; null without it. */
export function compileApproval(context: CompileContext, element: ModdleElement): RoundSpec | null {
  const [approval, second] = context.extensions(element, 'tb:Approval');
  if (second) context.report('approval-ambiguous', element, twice);
  if (!approval) return null;
  const rule = choice(context, approval, { name: 'rule', among: ['all', 'any', 'ratio', 'weighted', 'lead'] });
  const layered = context.value(approval, textOf(approval, 'layered'));
  const order = choice(context, approval, { name: 'order', among: ['parallel', 'sequence'] });
  const share = fraction(context, approval, 'share');
  const counts = rule === 'ratio' || rule === 'weighted';
  if (counts && textOf(approval, 'share') === null) context.report('approval-share', approval, shareMissing(rule));
  reportUnused(context, approval, rule);
  return {
    order: layered && textOf(approval, 'order') === null ? 'sequence' : order,
    rule,
    share,
    base: choice(context, approval, { name: 'base', among: ['all', 'voted'] }),
    quorum: fraction(context, approval, 'quorum'),
    veto: vetoOf(context, approval),
    against: againstOf(context, approval, rule),
    coordinator: context.value(approval, textOf(approval, 'coordinator')),
    abstain: choice(context, approval, { name: 'abstain', among: ['counts', 'left-out'] }),
    weights: weightsOf(context, approval),
    removal: choice<'keeps' | 'renormalises'>(context, approval, { name: 'removal', among: ['keeps', 'renormalises'] }),
    layered,
  };
}

/** Where shares are counted the answers that are out cannot be waited for in vain: only who decides instead may be named. */
function againstOf(context: CompileContext, approval: ModdleElement, rule: RoundSpec['rule']): RoundSpec['against'] {
  const against = choice(context, approval, { name: 'against', among: ['now', 'wait', 'coordinator'] });
  const given = textOf(approval, 'against');
  if (given !== null && rule !== 'all' && (rule === 'lead' || against !== 'coordinator'))
    context.report('approval-unused', approval, unused('against', rule, ['all']), 'warning');
  if (textOf(approval, 'coordinator') !== null && against !== 'coordinator')
    context.report('approval-unused', approval, noCoordinator, 'warning');
  return rule === 'lead' ? 'now' : against;
}

interface Choice<Word extends string> {
  readonly name: string;
  /** The first is meant where the attribute is absent. */
  readonly among: readonly [Word, ...Word[]];
}

function choice<Word extends string>(
  context: CompileContext,
  approval: ModdleElement,
  { name, among }: Choice<Word>,
): Word {
  const given = textOf(approval, name);
  const found = among.find((word) => word === given);
  if (given !== null && !found) context.report('approval-attribute', approval, unknownWord(name, given, among));
  return found ?? among[0];
}

function fraction(context: CompileContext, approval: ModdleElement, name: string): Fraction | null {
  const given = textOf(approval, name);
  if (given === null) return null;
  const parsed = parseFraction(given);
  if (!parsed) context.report('approval-share', approval, noFraction(name, given));
  return parsed;
}

function vetoOf(context: CompileContext, approval: ModdleElement): RoundSpec['veto'] {
  const given = textOf(approval, 'veto');
  if (given === null || given === 'nobody') return 'nobody';
  return given === 'everybody' ? given : (context.value(approval, given) ?? 'nobody');
}

function weightsOf(context: CompileContext, approval: ModdleElement): RoundSpec['weights'] {
  const given = textOf(approval, 'weights');
  if (given !== null && !given.startsWith('=')) context.report('approval-weights', approval, noExpression(given));
  return context.value(approval, given);
}

/** Which rules read which attribute; what no rule reads would be a setting without effect. */
const READ_BY: Readonly<Record<string, readonly RoundSpec['rule'][]>> = {
  share: ['ratio', 'weighted'],
  base: ['ratio', 'weighted'],
  quorum: ['ratio', 'weighted'],
  abstain: ['ratio', 'weighted'],
  weights: ['weighted'],
  removal: ['weighted'],
};

function reportUnused(context: CompileContext, approval: ModdleElement, rule: RoundSpec['rule']): void {
  for (const [name, rules] of Object.entries(READ_BY)) {
    if (textOf(approval, name) === null || rules.includes(rule)) continue;
    context.report('approval-unused', approval, unused(name, rule, rules), 'warning');
  }
}

const twice = text('Expected one tb:approval, but there is more than one.', '应只有一个 tb:approval，但存在多个。');

const unknownWord = (name: string, given: string, among: readonly string[]) =>
  text(
    `Expected "${name}" of tb:approval to be ${among.join(', ')}, but it is "${given}".`,
    `tb:approval 的“${name}”应为 ${among.join('、')} 之一，但为“${given}”。`,
  );

const shareMissing = (rule: string) =>
  text(
    `Expected tb:approval with the rule "${rule}" to say which share has to agree, but it does not.`,
    `tb:approval 的规则为“${rule}”时应写明通过比例 share，但没有。`,
  );

const noFraction = (name: string, given: string) =>
  text(
    `Expected "${name}" of tb:approval to be a share above 0 and up to 1, such as 2/3 or 60%, but it is "${given}".`,
    `tb:approval 的“${name}”应为大于 0 且不超过 1 的比例，如 2/3 或 60%，但为“${given}”。`,
  );

const noExpression = (given: string) =>
  text(
    `Expected "weights" of tb:approval to be an expression that gives a context, such as ={wang: 2}, but it is "${given}".`,
    `tb:approval 的“weights”应为给出上下文的表达式，如 ={wang: 2}，但为“${given}”。`,
  );

const unused = (name: string, rule: string, rules: readonly string[]) =>
  text(
    `Expected "${name}" of tb:approval only with the rule ${rules.join(' or ')}, but the rule is "${rule}": it has no effect.`,
    `tb:approval 的“${name}”仅用于规则 ${rules.join('、')}，但规则为“${rule}”，该属性不起作用。`,
  );

const noCoordinator = text(
  'Expected "coordinator" of tb:approval only with against="coordinator", but it is not: it has no effect.',
  'tb:approval 的“coordinator”仅与 against="coordinator" 一起使用，否则不起作用。',
);
