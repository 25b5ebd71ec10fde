/** What a new version changes for whom: roles, rights, limits and data, one sentence each. Read off the compiled processes, not off the text. */
import type {
  AssignmentSpec,
  EventSpec,
  FlowNode,
  LimitSpec,
  ModelValue,
  ProcessGraph,
} from '../../engine/model/graph.ts';
import type { Subject } from './subjects.ts';

/** A sentence: its words are `modeler.change.<key>`. */
export interface Consequence {
  readonly subject: Subject;
  readonly key: string;
  readonly elementId: string;
  readonly params: Readonly<Record<string, string>>;
  /** What of `params` an English reader sees instead. */
  readonly english: Readonly<Record<string, string>>;
}

/** Something that is so at an element. Facts of one `slot` and element take each other's place: then it is a change from one to the other. */
interface Fact {
  readonly subject: Subject;
  readonly slot: string;
  readonly elementId: string;
  readonly names: Names;
  /** Whom or what it is about. */
  readonly what: string;
  /** Where that is a name of the model. */
  readonly whatEn?: string;
  /** For what has a value; without it, it is there or not. */
  readonly value?: string;
}

/** In the order of the newer version; what is gone comes last. */
export function consequences(before: ProcessGraph | undefined, after: ProcessGraph | undefined): Consequence[] {
  const old = indexed(before);
  const now = indexed(after);
  const come = [...now].flatMap(([id, fact]): Consequence[] => {
    const former = old.get(id);
    if (!former) return [sentence(fact, 'gained', fact.value)];
    if (former.value === fact.value) return [];
    return [
      {
        ...sentence(fact, 'changed', fact.value),
        params: { ...wordsOf(fact), before: former.value ?? '', after: fact.value ?? '' },
      },
    ];
  });
  const gone = [...old].flatMap(([id, fact]) => (now.has(id) ? [] : [sentence(fact, 'lost', fact.value)]));
  return [...come, ...gone];
}

const wordsOf = ({ names: { name }, what }: Fact): Record<string, string> => ({ name, what });

const englishOf = ({ names: { name, nameEn = name }, what, whatEn = what }: Fact): Record<string, string> => ({
  name: nameEn,
  what: whatEn,
});

const sentence = (fact: Fact, how: 'gained' | 'lost' | 'changed', value: string | undefined): Consequence => ({
  subject: fact.subject,
  key: `${fact.slot}-${how}`,
  elementId: fact.elementId,
  params: { ...wordsOf(fact), ...(value !== undefined && { value }) },
  english: englishOf(fact),
});

function indexed(graph: ProcessGraph | undefined): Map<string, Fact> {
  const facts = graph ? [...factsOfProcess(graph), ...graph.nodes.flatMap((node) => factsOfNode(node, graph))] : [];
  return new Map(facts.map((fact) => [`${fact.slot} ${fact.elementId} ${fact.what}`, fact]));
}

interface Names {
  readonly name: string;
  readonly nameEn?: string;
}

type Say = (subject: Subject, slot: string, what: string, value?: string) => Fact;

const sayingOf =
  (elementId: string, { name, nameEn }: Names): Say =>
  (subject, slot, what, value) => ({
    subject,
    slot,
    elementId,
    names: { name: name || elementId, ...(nameEn !== undefined && { nameEn }) },
    what,
    ...(value !== undefined && { value }),
  });

function factsOfProcess(graph: ProcessGraph): Fact[] {
  const say = sayingOf(graph.key, graph);
  const { starters, owners, published, inboxVariables, masks = [], withdrawal } = graph;
  return [
    ...(starters ?? ['official']).map((who) => say('roles', 'starts', who)),
    ...owners.map((who) => say('roles', 'owns', who)),
    ...(withdrawal === false ? [say('rights', 'noWithdrawal', '')] : []),
    ...(withdrawal ? [say('rights', 'withdrawal', '', textOf(withdrawal))] : []),
    ...published.map((variable) => say('data', 'published', variable)),
    ...inboxVariables.map((variable) => say('data', 'listed', variable)),
    ...masks.map(([path, kind]) => say('data', 'masked', path, kind)),
  ];
}

function factsOfNode(node: FlowNode, graph: ProcessGraph): Fact[] {
  const say = sayingOf(node.index === 0 ? graph.key : node.id, node.index === 0 ? graph : node);
  return [...rolesAt(node, say), ...rightsAt(node, graph, say), ...limitsAt(node, say), ...dataAt(node, say)];
}

function rolesAt({ user, copies = [] }: FlowNode, say: Say): Fact[] {
  const told = copies.flatMap(({ users, groups, applicant }) => [
    ...[users, groups].flatMap(namesIn),
    ...(applicant ? ['applicant'] : []),
  ]);
  if (!user) return told.map((who) => say('roles', 'told', who));
  return [
    ...performersOf(user.assignment).map((who) => say('roles', 'does', who)),
    ...(user.deciders ?? []).map((who) => say('roles', 'decides', who)),
    ...told.map((who) => say('roles', 'told', who)),
  ];
}

/** A rule is written `rule:superior`. */
function performersOf({ assignee, users, groups, finding }: AssignmentSpec): string[] {
  const { rule = null, role = null, post = null } = finding ?? {};
  return [...[assignee, users, groups, role, post].flatMap(namesIn), ...(rule === null ? [] : [`rule:${rule}`])];
}

function rightsAt({ user, call, fieldRules = [] }: FlowNode, { nodes }: ProcessGraph, say: Say): Fact[] {
  const fields = fieldRules.map(({ name, right }) => say('rights', 'field', name, right));
  const separateFrom = user?.separateFrom ?? call?.separateFrom ?? [];
  const apart = separateFrom.map((index) => separate(say, nodes[index]));
  if (!user) return [...fields, ...apart];
  const { operations, delegable, fourEyes, approval } = user;
  return [
    ...fields,
    ...(operations ?? ['all']).map((verb) => say('rights', 'verb', verb)),
    ...(delegable === false ? [say('rights', 'inPerson', '')] : []),
    ...(fourEyes ? [say('rights', 'fourEyes', '')] : []),
    ...apart,
    ...(approval ? [say('rights', 'round', '', approval.rule)] : []),
  ];
}

function separate(say: Say, other: FlowNode | undefined): Fact {
  const fact = say('rights', 'separate', other?.name || (other?.id ?? ''));
  return other?.nameEn === undefined ? fact : { ...fact, whatEn: other.nameEn };
}

function limitsAt({ user, limits = [], events }: FlowNode, say: Say): Fact[] {
  const own = user?.limit ? [say('limits', 'limit', '', limitText(user.limit))] : [];
  const clocks = limits.map((limit) => say('limits', 'clock', limit.clock, limitText(limit)));
  return [...own, ...clocks, ...events.flatMap((event) => timerOf(event, say))];
}

function timerOf(event: EventSpec, say: Say): Fact[] {
  if (event.kind !== 'timer') return [];
  return [say('limits', 'timer', '', event.timer === 'limit' ? limitText(event.limit) : textOf(event.value))];
}

/** `5 workingDay`: the words of the unit are the reader's. */
const limitText = ({ value, unit }: Pick<LimitSpec, 'value' | 'unit'>): string => `${textOf(value)} ${unit}`;

function dataAt({ user, startForm, job, decision, call, inputs, outputs }: FlowNode, say: Say): Fact[] {
  const form = user?.form ?? startForm;
  return [
    ...(form === null ? [] : [say('data', 'form', '', form)]),
    ...(job ? [say('data', 'topic', '', textOf(job.topic))] : []),
    ...(job?.purpose ? [say('data', 'purpose', '', job.purpose)] : []),
    ...(decision ? [say('data', 'decision', '', textOf(decision.decision))] : []),
    ...(call ? [say('data', 'call', '', textOf(call.calledElement))] : []),
    ...inputs.map(({ target, source }) => say('data', 'sent', target, textOf(source))),
    ...outputs.map(({ target, source }) => say('data', 'written', target, textOf(source))),
  ];
}

const textOf = (value: ModelValue): string => (value.kind === 'literal' ? value.text : `= ${value.expression.source}`);

/** The names of a literal list; an expression is one name. */
const namesIn = (value: ModelValue | null): string[] => {
  if (value === null) return [];
  if (value.kind === 'feel') return [textOf(value)];
  return value.text.split(',').flatMap((name) => name.trim() || []);
};
