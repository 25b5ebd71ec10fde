/**
 * Who may do what, and how far: role × right → scope. The one place that says it: routes name a right, lists are narrowed and single things are
 * checked by its scope. A deployment changes cells by rules of its own (`rules.ts`); a role that a row does not name has nothing.
 *
 * own: what somebody began, does, did, or may do, and what belongs to a process they own. department: also what names their departments or one
 * below, or is anybody's who works there now. all: everything.
 */
import type { UserRole } from './roles.ts';
import type { Scope } from './scope.ts';

export interface RightRow {
  readonly en: string;
  readonly zh: string;
  /** `scoped` asks for the thing; `switch` is all or nothing. */
  readonly kind: 'scoped' | 'switch';
  /** An auditor is never given one that writes. */
  readonly writes?: true;
  /** No deployment changes it: without it nobody could sign in or put things right again, or who may is judged elsewhere. */
  readonly fixed?: true;
  readonly cells: Partial<Readonly<Record<UserRole, Scope>>>;
}

const row = <const R extends RightRow>(right: R): R => right;

const READERS = { admin: 'all', auditor: 'all', manager: 'department', analyst: 'own', clerk: 'own' } as const;
const OFFICIALS = { admin: 'all', analyst: 'all', manager: 'all', clerk: 'all' } as const;
const WATCHERS = { admin: 'all', analyst: 'all', manager: 'all', auditor: 'all' } as const;

const RIGHTS = {
  'audit.read': row({
    en: 'Verify the journal, read who changed the organisation or the rights, and who unmasked what',
    zh: '校验日志、查看机构与权限变更及脱敏查看记录',
    kind: 'switch',
    cells: { admin: 'all', auditor: 'all' },
  }),
  'card.issue': row({
    en: 'Issue cards about cases one sees, and decide appeals',
    zh: '签发督办牌、裁定申诉（以可见办件为限）',
    kind: 'switch',
    writes: true,
    fixed: true,
    cells: { admin: 'all', manager: 'all' },
  }),
  'case.begin': row({
    en: 'Begin activities inside a case',
    zh: '启动办件中的活动',
    kind: 'scoped',
    writes: true,
    fixed: true,
    cells: { admin: 'all', manager: 'department', analyst: 'own', clerk: 'own', applicant: 'own' },
  }),
  'case.details': row({ en: 'Read journal and variables', zh: '查看办件日志与变量', kind: 'scoped', cells: READERS }),
  'case.direct': row({
    en: 'Supervise, consult, merge and split cases one sees',
    zh: '督办、会商、合并与拆分可见的办件',
    kind: 'switch',
    writes: true,
    fixed: true,
    cells: OFFICIALS,
  }),
  'case.follow': row({ en: 'Follow cases', zh: '关注办件', kind: 'scoped', cells: READERS }),
  'case.modify': row({
    en: 'Move tokens by hand',
    zh: '人工调整流程位置',
    kind: 'switch',
    writes: true,
    fixed: true,
    cells: { admin: 'all' },
  }),
  'case.operate': row({
    en: 'Cancel, suspend and resume cases, write their variables',
    zh: '终止、挂起、恢复办件，修改变量',
    kind: 'scoped',
    writes: true,
    cells: { admin: 'all', manager: 'department', analyst: 'own', clerk: 'own' },
  }),
  'case.proceed': row({
    en: 'Take part in the procedure of a case: hand in, print documents',
    zh: '参与办件程序：提交材料、打印文书',
    kind: 'scoped',
    writes: true,
    fixed: true,
    cells: { admin: 'all', manager: 'department', analyst: 'own', clerk: 'own', applicant: 'own' },
  }),
  'case.read': row({
    en: 'See cases',
    zh: '查看办件',
    kind: 'scoped',
    cells: { ...READERS, applicant: 'own' },
  }),
  'case.start': row({
    en: 'Start cases, where the model lets one',
    zh: '发起办件（以模型许可为限）',
    kind: 'switch',
    writes: true,
    fixed: true,
    cells: { ...OFFICIALS, applicant: 'all', worker: 'all', script: 'all' },
  }),
  'data.unmask': row({
    en: 'See masked personal data in plain, with a purpose that is recorded',
    zh: '查看脱敏的个人信息原文（须写明用途并留痕）',
    kind: 'scoped',
    writes: true,
    cells: { manager: 'department', clerk: 'own' },
  }),
  'dataStore.manage': row({
    en: 'Read and write data stores',
    zh: '读写数据存储',
    kind: 'switch',
    writes: true,
    fixed: true,
    cells: { admin: 'all' },
  }),
  'definition.delete': row({
    en: 'Delete processes',
    zh: '删除流程',
    kind: 'switch',
    writes: true,
    fixed: true,
    cells: { admin: 'all' },
  }),
  'definition.deploy': row({
    en: 'Deploy, suspend and activate processes',
    zh: '部署、停用与启用流程',
    kind: 'switch',
    writes: true,
    fixed: true,
    cells: { admin: 'all', analyst: 'all' },
  }),
  'definition.figures': row({
    en: 'See how many cases are where in a process',
    zh: '查看流程各环节在办数',
    kind: 'switch',
    cells: WATCHERS,
  }),
  'definition.model': row({
    en: 'See models, decisions and the list of forms, and try decisions',
    zh: '查看模型、决策与表单列表，试算决策',
    kind: 'switch',
    cells: { ...OFFICIALS, auditor: 'all' },
  }),
  'definition.read': row({
    en: 'See processes and forms; applicants those they may start',
    zh: '查看流程与表单（申请人限可发起的）',
    kind: 'switch',
    fixed: true,
    cells: { ...OFFICIALS, auditor: 'all', applicant: 'all' },
  }),
  'failure.read': row({
    en: 'See jobs and incidents of cases',
    zh: '查看办件的作业与异常',
    kind: 'scoped',
    cells: { admin: 'all', auditor: 'all', analyst: 'all', manager: 'department' },
  }),
  'failure.repair': row({
    en: 'Retry jobs and incidents',
    zh: '重试作业与异常',
    kind: 'switch',
    writes: true,
    fixed: true,
    cells: { admin: 'all', analyst: 'all' },
  }),
  'inbox.use': row({
    en: 'Take the next task, keep filters of task lists',
    zh: '领取下一件、保存任务筛选',
    kind: 'switch',
    writes: true,
    fixed: true,
    cells: OFFICIALS,
  }),
  'indicator.appeal': row({
    en: 'Sign frozen indicators, and appeal against those of one’s departments',
    zh: '签署冻结的指标，对本部门指标申诉',
    kind: 'switch',
    writes: true,
    cells: { admin: 'all', manager: 'all' },
  }),
  'indicator.freeze': row({
    en: 'Freeze the indicators of a month, and decide appeals',
    zh: '冻结月度指标、裁定申诉',
    kind: 'switch',
    writes: true,
    cells: { admin: 'all' },
  }),
  'job.execute': row({
    en: 'Fire and move jobs by hand',
    zh: '人工执行与改期作业',
    kind: 'switch',
    writes: true,
    fixed: true,
    cells: { admin: 'all' },
  }),
  'message.broadcast': row({
    en: 'Send signals',
    zh: '广播信号',
    kind: 'switch',
    writes: true,
    fixed: true,
    cells: { admin: 'all', worker: 'all' },
  }),
  'message.send': row({
    en: 'Send messages; applicants those that a case of theirs waits for',
    zh: '发送消息（申请人限其办件所等待的）',
    kind: 'scoped',
    writes: true,
    fixed: true,
    cells: { admin: 'all', clerk: 'all', worker: 'all', applicant: 'own' },
  }),
  'notice.use': row({
    en: 'Read and answer what one is told of, comment on and object to cases one sees',
    zh: '阅读与答复抄送、催办等；对可见办件发表意见、提出异议',
    kind: 'switch',
    writes: true,
    fixed: true,
    cells: { ...OFFICIALS, applicant: 'all' },
  }),
  'organisation.read': row({
    en: 'See departments, posts, groups and colleagues',
    zh: '查看部门、岗位、用户组与同事',
    kind: 'switch',
    cells: { ...OFFICIALS, auditor: 'all' },
  }),
  'organisation.write': row({
    en: 'Administer people, keys and the organisation',
    zh: '管理人员、密钥与组织机构',
    kind: 'switch',
    writes: true,
    fixed: true,
    cells: { admin: 'all' },
  }),
  'proxy.use': row({
    en: 'See and make proxies; others than one’s own only administrators',
    zh: '查看与设置代理（他人的限管理员）',
    kind: 'switch',
    writes: true,
    fixed: true,
    cells: OFFICIALS,
  }),
  'rating.decide': row({
    en: 'Decide whether a rating counts, of cases one sees',
    zh: '裁定评价是否计入（以可见办件为限）',
    kind: 'switch',
    writes: true,
    cells: { admin: 'all', manager: 'all' },
  }),
  'rating.give': row({
    en: 'Rate cases one sees, and read their ratings',
    zh: '评价可见的办件、查看其评价',
    kind: 'switch',
    writes: true,
    fixed: true,
    cells: { ...OFFICIALS, applicant: 'all' },
  }),
  'rating.handle': row({
    en: 'Verify, rectify, call back and appeal against ratings of cases one sees',
    zh: '核实、整改、回访、申诉评价（以可见办件为限）',
    kind: 'switch',
    writes: true,
    fixed: true,
    cells: { admin: 'all', manager: 'all', clerk: 'all' },
  }),
  'report.cases': row({
    en: 'See the tasks behind the figures',
    zh: '查看统计所依据的任务',
    kind: 'scoped',
    cells: { admin: 'all', auditor: 'all', manager: 'department' },
  }),
  'report.read': row({ en: 'See figures', zh: '查看统计数字', kind: 'switch', cells: WATCHERS }),
  'right.read': row({
    en: 'See this table and its changes',
    zh: '查看权限表及其变更',
    kind: 'switch',
    fixed: true,
    cells: { admin: 'all', auditor: 'all' },
  }),
  'right.write': row({
    en: 'Change this table',
    zh: '修改权限表',
    kind: 'switch',
    writes: true,
    fixed: true,
    cells: { admin: 'all' },
  }),
  'self.use': row({
    en: 'Be signed in: who am I, what changed for me, which departments are there',
    zh: '登录使用：本人信息、与我相关的变化、部门名录',
    kind: 'switch',
    fixed: true,
    cells: {
      ...OFFICIALS,
      applicant: 'all',
      auditor: 'all',
      worker: 'all',
      script: 'all',
    },
  }),
  'sharing.ask': row({
    en: 'Ask for shared data, read what was granted, object to it',
    zh: '申请与查询共享数据、提出异议（以授权为限）',
    kind: 'switch',
    writes: true,
    cells: { ...OFFICIALS },
  }),
  'sharing.decide': row({
    en: 'Decide demands, grants and objections of data of one’s departments; for all: keep the catalogue and the negative list',
    zh: '裁定本部门数据的需求、授权与异议；全部范围：维护目录与负面清单',
    kind: 'scoped',
    writes: true,
    cells: { admin: 'all', manager: 'department' },
  }),
  'sharing.read': row({
    en: 'See the catalogue of data, demands, grants and the negative list',
    zh: '查看数据目录、需求、授权与负面清单',
    kind: 'switch',
    cells: { ...OFFICIALS, auditor: 'all' },
  }),
  'task.act': row({
    en: 'Act on tasks, as far as the task itself lets one',
    zh: '办理任务（以任务本身许可为限）',
    kind: 'switch',
    writes: true,
    fixed: true,
    cells: { ...OFFICIALS, applicant: 'all' },
  }),
  'task.read': row({
    en: 'See tasks',
    zh: '查看任务',
    kind: 'scoped',
    cells: { ...READERS, applicant: 'own' },
  }),
  'worker.serve': row({
    en: 'Do the work of a department’s own system',
    zh: '外部系统领取与反馈作业',
    kind: 'switch',
    writes: true,
    fixed: true,
    cells: { admin: 'all', worker: 'all' },
  }),
} as const satisfies Readonly<Record<string, RightRow>>;

export type Right = keyof typeof RIGHTS;

export const rightNames = Object.keys(RIGHTS) as readonly Right[];
export const isRight = (name: string): name is Right => Object.hasOwn(RIGHTS, name);
export const rowOf = (right: Right): RightRow => RIGHTS[right];
