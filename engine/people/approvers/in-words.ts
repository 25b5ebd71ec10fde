/** Reasons in words, for whoever looks at a task. */
import type { TaskReason } from '../../core/state.ts';

interface Words {
  readonly en: string;
  readonly zh: string;
}

type Params = TaskReason['params'];

const words = (en: string, zh: string): Words => ({ en, zh });

/** Which steps have written what the expression reads. */
const written = (from: string | undefined): Words =>
  from === undefined ? words('', '') : words(`, from what "${from}" gives`, `（数据来自“${from}”）`);

const SAYS: Readonly<Record<string, (params: Params) => Words>> = {
  user: ({ expression, from }) =>
    expression
      ? words(`named by ${expression}${written(from).en}`, `由表达式 ${expression} 指定${written(from).zh}`)
      : words('named by the model', '模型指定'),
  group: ({ expression, from }) =>
    expression
      ? words(
          `a group named by ${expression}${written(from).en}`,
          `由表达式 ${expression} 指定的用户组${written(from).zh}`,
        )
      : words('a group named by the model', '模型指定的用户组'),
  members: ({ role, post, department }) =>
    words(
      ['holds', role && `the role ${role}`, post && `the post ${post}`, department && `a place in ${department}`]
        .filter(Boolean)
        .join(' '),
      [department && `${department}的`, role && `角色 ${role}`, post && `岗位 ${post}`, !role && !post && '人员']
        .filter(Boolean)
        .join(''),
    ),
  'department-head': ({ department = '–' }) => words(`heads ${department}`, `${department} 的部门负责人`),
  'form-department-head': ({ department = '–', variable = '' }) =>
    words(
      `heads ${department}, which ${variable} of the form names`,
      `表单字段 ${variable} 所填部门 ${department} 的负责人`,
    ),
  superior: ({ of = '–', level = '1' }) => words(`superior number ${level} of ${of}`, `${of} 的第 ${level} 级上级`),
  initiator: () => words('began the case', '办件发起人'),
  'previous-lead': ({ of = '–' }) => words(`superior of ${of}, who did the step before`, `上一环节办理人 ${of} 的上级`),
  'handler-of': ({ node = '' }) => words(`did "${node}" before`, `此前办理了“${node}”`),
  'chosen-at-start': ({ variable = '' }) => words(`chosen at the start (${variable})`, `发起时选定（${variable}）`),
  'chosen-before': ({ variable = '' }) =>
    words(`chosen in the step before (${variable})`, `由上一环节选定（${variable}）`),
  'chosen-in-form': ({ variable = '' }) => words(`chosen in the form (${variable})`, `由表单字段 ${variable} 选定`),
  responsibility: ({ matter = '*', department = '–', entry = '' }) =>
    words(
      `${department} is responsible for ${matter} (entry ${entry})`,
      `责任清单（条目 ${entry}）规定事项 ${matter} 由 ${department} 承办`,
    ),
  draw: ({ number = '', pool = '' }) =>
    words(`drawn by lot (${number} out of a pool of ${pool})`, `随机抽取（从 ${pool} 人中抽取 ${number} 人）`),
  redrawn: ({ instead = '' }) => words(`drawn by lot in the place of ${instead}`, `随机抽取，替补回避的 ${instead}`),
  'draw-exhausted': ({ instead = '' }) =>
    words(
      `nobody is left to be drawn in the place of ${instead}: left to administrators`,
      `已无人可抽取以替补回避的 ${instead}，由管理员处理`,
    ),
  layered: () => words('a superior of who began the case', '发起人的上级'),
  coordinator: () => words('coordinates: the others did not agree', '协调人：会签意见不一致，由其决定'),
  round: () => words('has a seat in the round', '会签成员'),
  nobody: () => words('nobody is named who could do it: left to administrators', '未指定能办理的人员，由管理员处理'),
  'empty:admin': () => words('the rules find nobody: left to administrators', '按规则未找到办理人，由管理员处理'),
  'empty:person': () =>
    words('the rules find nobody: the model names this person', '按规则未找到办理人，由指定人员办理'),
  'empty:superior': () => words('the rules find nobody: one level up', '按规则未找到办理人，由上一级办理'),
  'empty:auto-pass': () => words('the rules find nobody: passed automatically', '按规则未找到办理人，自动通过'),
  'empty:auto-refuse': () => words('the rules find nobody: refused automatically', '按规则未找到办理人，自动拒绝'),
  'self:skip': ({ person = '' }) =>
    words(`only ${person} would decide on the own case: skipped`, `仅 ${person} 可办且为本人办件，自动跳过`),
  'self:superior': ({ instead = '' }) =>
    words(`superior of ${instead}, whose own case it is`, `${instead} 为本办件当事人，改由其上级办理`),
  'self:head': ({ instead = '' }) =>
    words(
      `head of the department of ${instead}, whose own case it is`,
      `${instead} 为本办件当事人，改由其部门负责人办理`,
    ),
  'repeat:consecutive': (params) =>
    words(`has decided just before: ${said(params)}`, `已在上一环节同意：${said(params)}`),
  'repeat:same-step': (params) =>
    words(`has agreed at this step in an earlier round: ${said(params)}`, `上一轮在本环节已同意：${said(params)}`),
  'repeat:keep-first': (params) => words(`has decided before: ${said(params)}`, `此前已同意：${said(params)}`),
  'repeat:keep-last': ({ later = '' }) => words(`will decide at "${later}"`, `将在“${later}”环节决定`),
  'returned-to': () => words('did this step before; the case came back', '此前办理本环节，现退回'),
  transferred: ({ by = '', chain = '', flag }) => {
    const way = chain === '' ? '' : ` (${chain})`;
    const [en, zh] = FLAGS[flag ?? ''] ?? ['', ''];
    return words(`transferred by ${by}${way}${en}`, `由 ${by} 转办${way}${zh}`);
  },
  delegated: ({ by = '' }) => words(`asked for an opinion by ${by}`, `由 ${by} 委派`),
  'handed-over': ({ from = '', by = '' }) =>
    words(`takes over from ${from} (by ${by})`, `由 ${by} 办理交接，接替 ${from}`),
  'added-signer': ({ by = '' }) => words(`added by ${by}`, `由 ${by} 加签`),
  retrieved: () => words('has taken the vote back', '收回了表决'),
};

/** What whoever supervises should look at. */
const FLAGS: Readonly<Record<string, readonly [en: string, zh: string]>> = {
  cycle: [', back to somebody who had it before', '，转回曾经办理人，请关注'],
  often: [', passed on many times', '，多次转办，请关注'],
};

const said = ({ element = '', task = '', at = '' }: Params): string => `${element} ${at} (${task})`.trim();

/** A rule that is not known, as of a later version, is told by its name. */
export function reasonInWords({ rule, params }: TaskReason): Words {
  const said = SAYS[rule]?.(params) ?? words(rule, rule);
  const { insteadOf } = params;
  return insteadOf === undefined
    ? said
    : words(`${said.en}, in the place of ${insteadOf}`, `${said.zh}，接替 ${insteadOf}`);
}
