/** What the organisation refuses: departments, posts, people, proxies. */
import { define, type ErrorDefinition } from './definition.ts';

export const PEOPLE_ERRORS = {
  'account-not-linked': define(
    409,
    'Expected account "{id}" to belong to this person of the identity provider, but it signs in another way.',
    '账号“{id}”应属于身份提供方的此人，但以其他方式登录。',
  ),
  'department-cycle': define(
    422,
    'Expected department "{id}" to belong to one above it, but "{parent}" is itself or lies below it.',
    '部门“{id}”的上级应在其之上，但“{parent}”是其自身或下级。',
  ),
  'department-in-use': define(
    409,
    'Expected department "{id}" to have no people and no departments below it, but it has some.',
    '部门“{id}”应无人员、无下级部门，但仍有。',
  ),
  'group-unknown': define(
    422,
    'Expected the group "{group}" to exist, but it does not.',
    '用户组“{group}”应当存在，但没有找到。',
  ),
  'hand-over-to-oneself': define(
    422,
    'Expected work to be handed over to somebody else, but "{id}" is both.',
    '工作应交接给他人，但“{id}”既是交出人又是接收人。',
  ),
  'import-invalid': define(
    422,
    'Expected an organisation without errors, but there are {count} problems; nothing was imported.',
    '组织机构数据应无错误，但有 {count} 处问题；未导入任何内容。',
  ),
  'period-invalid': define(
    422,
    'Expected a period that ends after {since}, but it ends at {until}.',
    '期间应在 {since} 之后结束，但结束时间为 {until}。',
  ),
  'position-begun': define(
    409,
    'Expected position "{id}" not to have begun, but it has held since {since}; end it instead.',
    '任职“{id}”应尚未开始，但自 {since} 起已生效；请改为终止。',
  ),
  'position-ended': define(
    409,
    'Expected position "{id}" to go on, but it ended at {until}.',
    '任职“{id}”应仍有效，但已于 {until} 终止。',
  ),
  'post-in-use': define(
    409,
    'Expected post "{id}" to be named by no position, but some name it.',
    '岗位“{id}”应未被任职引用，但仍有引用。',
  ),
  'proxy-chain': define(
    422,
    'Expected at most the proxy of a proxy, but this would be longer: {chain}.',
    '代理最多再转一级，但将形成更长的链：{chain}。',
  ),
  'proxy-circle': define(
    422,
    'Expected proxies that do not lead back, but these would: {chain}.',
    '代理关系不应首尾相连，但将形成：{chain}。',
  ),
  'proxy-conflict': define(
    403,
    'Expected a proxy of {principal} without a part in it for task "{taskId}", but {person} has one: {reason}.',
    '任务“{taskId}”应由 {principal} 的无利害关系的代理人办理，但 {person} 存在回避情形：{reason}。',
  ),
  'proxy-ended': define(
    409,
    'Expected proxy "{id}" to go on, but it ended at {until}.',
    '代理“{id}”应仍有效，但已于 {until} 终止。',
  ),
  'proxy-of-oneself': define(
    422,
    'Expected somebody else as the proxy, but "{id}" would act for himself.',
    '代理人应为他人，但“{id}”将代理自己。',
  ),
  'user-unknown': define(
    422,
    'Expected an active official to give the task to, but "{user}" is none.',
    '任务应交给在职的工作人员，但“{user}”不是。',
  ),
} as const satisfies Record<string, ErrorDefinition>;
