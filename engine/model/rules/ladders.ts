import type { NodeDraft } from '../compile/draft.ts';
import type { RungAction, RungSpec } from '../ladder.ts';
import { type Text, text } from '../problem.ts';
import type { Rule } from './rule.ts';

/** A rung goes by a clock that is there, has what it needs and nothing else, and answers for nobody where the law wants a person to decide. */
export const ladders: Rule = {
  id: 'ladders',
  check({ drafts, report }) {
    for (const { nodes } of drafts)
      for (const node of nodes)
        for (const rung of node.ladder ?? [])
          for (const message of mistakes(node, rung, nodes)) report(node.source, message);
  },
};

const AT_TASKS: ReadonlySet<RungAction> = new Set<RungAction>(['raise', 'transfer', 'pass', 'return', 'refuse']);

/** They decide although nobody has. */
const DECIDES: ReadonlySet<RungAction> = new Set<RungAction>(['pass', 'refuse']);

type Setting = 'to' | 'process' | 'topic' | 'basis' | 'daily';

const NEEDS: Partial<Readonly<Record<RungAction, Setting>>> = {
  transfer: 'to',
  pass: 'basis',
  refuse: 'basis',
  supervise: 'process',
  start: 'process',
  call: 'topic',
  accept: 'basis',
};

const READ_BY: Readonly<Record<Setting, readonly RungAction[]>> = {
  to: ['remind', 'raise', 'transfer', 'supervise', 'call', 'start'],
  process: ['supervise', 'start'],
  topic: ['call'],
  basis: ['pass', 'refuse', 'return', 'accept'],
  daily: ['remind'],
};

function mistakes(node: NodeDraft, rung: RungSpec, nodes: readonly NodeDraft[]): Text[] {
  const { id, user } = node;
  const { action } = rung;
  return [
    ...(hasClock(node, rung) ? [] : [noClock(id, rung)]),
    ...settingMistakes(id, rung),
    ...(AT_TASKS.has(action) && !user ? [onlyAtTask(id, rung)] : []),
    ...(DECIDES.has(action) && user?.decides === 'licence' ? [notAtLicence(id, rung)] : []),
    ...(DECIDES.has(action) && user?.fourEyes ? [notForTwo(id, rung)] : []),
    ...(action === 'accept' && !accepts(node, rung, nodes) ? [noAcceptance(id, rung)] : []),
    ...(action === 'return' && user?.operations && !user.operations.includes('return') ? [noReturn(id, rung)] : []),
  ];
}

/** What a rung lacks, and what it is told without effect; `owner` names whose ladder it is. */
export function settingMistakes(owner: string, rung: RungSpec): Text[] {
  const { action } = rung;
  const needed = NEEDS[action];
  const settings = Object.keys(READ_BY) as Setting[];
  return [
    ...(needed && !isSet(rung, needed) ? [missing(owner, rung, needed)] : []),
    ...settings
      .filter((name) => isSet(rung, name) && !READ_BY[name].includes(action))
      .map((name) => noEffect(owner, rung, name)),
  ];
}

const isSet = (rung: RungSpec, name: Setting): boolean => (name === 'daily' ? rung.daily : rung[name] !== null);

function hasClock({ user, limits = [] }: NodeDraft, { clock }: RungSpec): boolean {
  if (user) return user.limit !== null && (clock === null || clock === 'step');
  return clock === null ? limits.length > 0 : limits.some((limit) => limit.clock === clock);
}

/** Silence accepts at the user task whose completion stops the clock of acceptance. */
function accepts({ limits = [] }: NodeDraft, { clock }: RungSpec, nodes: readonly NodeDraft[]): boolean {
  const stops = clock === 'acceptance' ? limits.find((limit) => limit.clock === clock)?.stopsAfter : undefined;
  return stops != null && nodes[stops]?.user != null;
}

const noAcceptance = (id: string, { id: rung }: RungSpec): Text =>
  text(
    `Expected "${rung}" of "${id}" to go by clock="acceptance", whose tb:limit names a user task in stopsAfter, because it deems accepted what nobody answers, but it does not.`,
    `“${id}”的“${rung}”视为受理，应依据 clock="acceptance"，且其 tb:limit 的 stopsAfter 应为用户任务，但不是。`,
  );

const noClock = (id: string, { id: rung, clock }: RungSpec): Text =>
  text(
    `Expected "${id}" to have a tb:limit${clock ? ` for the clock "${clock}"` : ''} that "${rung}" of its tb:ladder goes by, but there is none.`,
    `“${id}”的 tb:ladder “${rung}”应有其依据的 tb:limit${clock ? `（时钟“${clock}”）` : ''}，但没有。`,
  );

const missing = (id: string, { id: rung, action }: RungSpec, name: string): Text =>
  text(
    `Expected "${rung}" of "${id}" with action="${action}" to say ${name}, but it does not.`,
    `“${id}”的“${rung}”（action="${action}"）应填写 ${name}，但没有。`,
  );

const noEffect = (id: string, { id: rung, action }: RungSpec, name: string): Text =>
  text(
    `Expected settings that have an effect, but ${name} of "${rung}" at "${id}" has none with action="${action}".`,
    `设置应起作用，但“${id}”的“${rung}”以 action="${action}" 时 ${name} 不起作用。`,
  );

const onlyAtTask = (id: string, { id: rung, action }: RungSpec): Text =>
  text(
    `Expected action="${action}" at a user task, but "${rung}" stands at "${id}".`,
    `action="${action}" 只能用于用户任务，但“${rung}”位于“${id}”。`,
  );

const notAtLicence = (id: string, { id: rung, action }: RungSpec): Text =>
  text(
    `Expected a person to decide on the licence at "${id}", but "${rung}" of its tb:ladder decides by itself (action="${action}").`,
    `“${id}”的许可应由人员决定，但其 tb:ladder “${rung}”会自动决定（action="${action}"）。`,
  );

const notForTwo = (id: string, { id: rung, action }: RungSpec): Text =>
  text(
    `Expected two people to decide at "${id}" (tb:fourEyes), but "${rung}" of its tb:ladder decides by itself (action="${action}").`,
    `“${id}”应由两人决定（tb:fourEyes），但其 tb:ladder “${rung}”会自动决定（action="${action}"）。`,
  );

const noReturn = (id: string, { id: rung }: RungSpec): Text =>
  text(
    `Expected tb:operations of "${id}" to admit "return", which "${rung}" of its tb:ladder does, but it does not.`,
    `“${id}”的 tb:ladder “${rung}”会自动退回，tb:operations 应允许“return”，但没有。`,
  );
