/** What is not sound, as problems of a deployment. */
import type { ProcessGraph } from '../model/graph.ts';
import { type Problem, type Severity, type Text, text } from '../model/problem.ts';
import { checkSoundness, type Soundness } from './check-soundness.ts';
import type { Finding, FindingKind } from './finding.ts';
import { firstCauses } from './first-causes.ts';

export interface SoundnessOptions {
  readonly severity?: Severity;
  /** How many states are looked at, at most. */
  readonly states?: number;
  /** What has been found without looking at runs; it is not told again. */
  readonly told?: readonly Problem[];
}

/** Empty where the process is sound; a warning where that was not decided. */
export function soundnessProblems(
  graph: ProcessGraph,
  { severity = 'warning', states, told = [] }: SoundnessOptions = {},
): Problem[] {
  return problemsOf(graph, checkSoundness(graph, states === undefined ? {} : { states }), { severity, told });
}

type Telling = Pick<SoundnessOptions, 'severity' | 'told'>;

/**
 * A join that can never fire is an error under the name of the rule that finds such joins by their flows alone; what can never be undone is
 * never more than a warning.
 */
export function problemsOf(
  graph: ProcessGraph,
  soundness: Soundness,
  { severity = 'warning', told = [] }: Telling = {},
): Problem[] {
  const found = firstCauses(graph, soundness.findings, told).map((finding) => ({
    ...problem(finding.elementId, severityOf(finding, severity), messageOf(graph, finding)),
    ...(finding.neverFires && { rule: 'join-never-fires' }),
    ...(finding.steps.length > 0 && { run: finding.steps }),
  }));
  if (soundness.verdict !== 'undecided') return found;
  return [problem(graph.key, 'warning', undecided(soundness)), ...found];
}

function severityOf({ kind, neverFires }: Finding, severity: Severity): Severity {
  if (neverFires) return 'error';
  return kind === 'never-undone' ? 'warning' : severity;
}

const problem = (elementId: string, severity: Severity, message: Text): Problem => ({
  rule: 'soundness',
  severity,
  elementId,
  line: null,
  column: null,
  message,
});

const MESSAGES: Readonly<Record<FindingKind, (names: string) => Text>> = {
  deadlock: (names) =>
    text(
      `Expected every case to come to its end, but one {may} stand still for ever at ${names}: it waits for a token that never comes.`,
      `每个办件都应能办结，但{may}永远停在${names}：等待的令牌不会到来。`,
    ),
  'no-end': (names) =>
    text(
      `Expected every case to come to its end, but one {may} go on for ever from ${names} without any way to an end.`,
      `每个办件都应能办结，但{may}从${names}起无限循环，无法到达结束。`,
    ),
  unbounded: (names) =>
    text(
      `Expected the open work of a case to have a bound, but tokens {may} pile up without end at ${names}.`,
      `办件中的令牌数应有上限，但{may}在${names}处无限增加。`,
    ),
  dead: (names) =>
    text(
      `Expected every element to be reached by some case, but none comes to ${names}.`,
      `每个元素都应能被某个办件到达，但没有办件能到达${names}。`,
    ),
  'never-undone': (names) =>
    text(
      `Expected what undoes an activity to be asked for somewhere, but nothing in the process ever does so: ${names} can never run.`,
      `补偿活动应有事件触发，但流程中没有：${names}永远不会执行。`,
    ),
};

const neverFires = (names: string): Text =>
  text(
    `Expected some case to get past ${names}, but it can never fire: no run brings it all the tokens it waits for.`,
    `应有办件能通过${names}，但它永远不会触发：任何情况下都等不齐所需的令牌。`,
  );

/** Conditions are taken to be free, so where data decide on the way the run may not be possible. */
function messageOf(graph: ProcessGraph, { kind, elementIds, dependsOnData, ...finding }: Finding): Text {
  const message = finding.neverFires ? neverFires : MESSAGES[kind];
  const names = elementIds.slice(0, MAX_NAMES).map((id) => nameOf(graph, id));
  const rest = elementIds.length > MAX_NAMES ? elementIds.length - MAX_NAMES : 0;
  const zh = message(`${names.join('、')}${rest ? ` 等 ${elementIds.length} 个元素` : ''}`).zh;
  const en = message(`${names.join(', ')}${rest ? ` and ${rest} more` : ''}`).en;
  return text(
    en
      .replace('{may}', dependsOnData ? 'may, depending on the data,' : 'can')
      .replaceAll('“', '"')
      .replaceAll('”', '"'),
    zh.replace('{may}', dependsOnData ? '视数据可能' : '会'),
  );
}

const MAX_NAMES = 3;

function nameOf(graph: ProcessGraph, id: string): string {
  const name = graph.nodes[graph.byId.get(id) ?? -1]?.name;
  return `“${name || id}”`;
}

const undecided = ({ states, limit }: Soundness): Text =>
  text(
    `Expected to find out whether every case comes to its end, but the process has more than the ${limit} states that are looked at (${states} were). It can be deployed; simplify parallel parts, or look at more states by TONGBAN_SOUNDNESS_STATES.`,
    `应能判定每个办件是否都能办结，但流程的状态数超过检查上限 ${limit}（已检查 ${states} 个）。仍可部署；可简化并行部分，或以 TONGBAN_SOUNDNESS_STATES 提高上限。`,
  );
