/** `docs/bpmn-support.md`: what of BPMN 2.0 runs and what is refused, from the very tables that decide it. */
import { behaviors } from '../core/behaviors/index.ts';
import type { ElementType } from '../model/graph.ts';
import {
  ATTRIBUTES,
  EVENT_CELLS,
  type EventCell,
  type EventPosition,
  EXECUTED_ELEMENTS,
  OTHER_ELEMENTS,
} from '../model/support.ts';
import { type CellKind, ELEMENTS, KINDS, NOTES, OUTSIDE, POSITIONS, REFUSED, WITH_EFFECT } from './bpmn-terms.ts';
import { code, generatedFrom, table } from './markdown.ts';

const INTRODUCTION = `# What of BPMN 2.0 runs 支持的 BPMN 2.0

Nothing is accepted and then ignored. What is not marked ✓ is refused at deployment, with element, line, rule and reason in both languages.

模型中没有“接受却不起作用”的内容。未标 ✓ 的在部署时即被拒绝，并以中英文指出元素、行号、规则与原因。

✓ runs 可执行 · ✗ refused, not executed yet 拒绝（目前尚不执行） · blank: the standard forbids it, refused 空白：标准不允许，拒绝
`;

export function bpmnSupportPage(): string {
  const sections = [INTRODUCTION, flowNodes(), eventMatrix(), eventCells(), attributes(), otherElements()];
  return [generatedFrom('engine/model/support.ts and engine/core/behaviors'), ...sections].join('\n');
}

function flowNodes(): string {
  const rows = (Object.keys(behaviors) as ElementType[]).map((type) => {
    const runs = EXECUTED_ELEMENTS.has(type);
    const { zh, en } = ELEMENTS[type];
    const note = NOTES[type];
    const reason = note ? `${note.zh}<br>${note.en}` : '';
    return [code(type), zh, en, ...(runs ? ['✓', reason] : ['✗', refusal('unsupported-element')])];
  });
  return section('Flow nodes and scopes 流程节点', table(['element 元素', '中文', 'English', '', 'note 说明'], rows));
}

const refusal = (rule: string): string => `目前尚不执行<br>not executed yet (${rule})`;

const kinds = Object.keys(KINDS) as CellKind[];
const positions = Object.keys(POSITIONS) as EventPosition[];
const runs = (kind: CellKind, position: EventPosition): boolean | undefined =>
  EVENT_CELLS.get(`${kind}/${position}` as EventCell);

const markOf = (cell: boolean | undefined): string => (cell === undefined ? '' : cell ? '✓' : '✗');

function eventMatrix(): string {
  const rows = kinds.map((kind) => [
    `${KINDS[kind].zh} ${KINDS[kind].en}`,
    ...positions.map((position) => markOf(runs(kind, position))),
  ]);
  const legend = positions.map((position) => `**${position}** ${POSITIONS[position].zh} ${POSITIONS[position].en}`);
  return section('Events 事件', `${legend.join(' · ')}\n\n${table(['', ...positions], rows)}`);
}

function eventCells(): string {
  const rows = kinds.flatMap((kind) =>
    positions.flatMap((position) => {
      const cell = runs(kind, position);
      if (cell === undefined) return [];
      const at = POSITIONS[position];
      const reason = cell ? '' : refusal('unsupported-event-position');
      return [
        [
          code(`${kind}/${position}`),
          `${KINDS[kind].zh}：${at.zh}`,
          `${KINDS[kind].en}: ${at.en}`,
          markOf(cell),
          reason,
        ],
      ];
    }),
  );
  return section('Every event cell 逐格说明', table(['cell', '中文', 'English', '', 'note 说明'], rows));
}

function attributes(): string {
  const rows = ATTRIBUTES.map(({ type, attribute, accepted, reason }) => [
    code(`${type.replace('bpmn:', '')}.${attribute}`),
    ['–', ...accepted.map((value) => code(String(value)))].join(' '),
    `${reason.zh}<br>${reason.en}`,
  ]);
  const note = `An attribute that is absent (–) or has one of these values is accepted; any other value is refused (\`unsupported-attribute\`).

缺省（–）或取下列值时接受，其他值被拒绝（\`unsupported-attribute\`）。`;
  const head = ['attribute 属性', 'accepted 接受', 'reason 原因'];
  return section('Attributes with execution meaning 影响执行的属性', `${note}\n\n${table(head, rows)}`);
}

function otherElements(): string {
  const accepted = [...OTHER_ELEMENTS].map((name) => [
    code(name),
    '✓',
    WITH_EFFECT.has(name)
      ? '执行时起作用 has an effect'
      : '描述或检查，不影响执行 describes or is checked; no effect by the standard',
  ]);
  const refused = [...REFUSED, ...OUTSIDE].map((name) => [code(name), '✗', refusal('unsupported-element')]);
  return section(
    'Everything else a file may contain 其他元素',
    table(['element 元素', '', ''], [...accepted, ...refused]),
  );
}

const section = (title: string, body: string): string => `## ${title}\n\n${body}\n`;
