/** What deployment and definitions refuse. */
import { define, type ErrorDefinition } from './definition.ts';

export const MODEL_ERRORS = {
  'call-activity-not-found': define(
    422,
    'Expected a deployed process "{key}" for the call activity, but there is none.',
    '调用活动所需的流程“{key}”应已部署，但没有找到。',
  ),
  'decision-failed': define(
    422,
    'Expected the decision "{decision}" to give a result, but {reason}.',
    '决策“{decision}”应给出结果，但{reason}。',
  ),
  'decision-not-found': define(
    422,
    'Expected a deployed decision "{key}", but there is none.',
    '决策“{key}”应已部署，但没有找到。',
  ),
  'definition-in-use': define(
    409,
    'Expected version {version} of "{key}" to have no cases, but it has some.',
    '流程“{key}”第 {version} 版应没有办件，但仍有办件使用。',
  ),
  'definition-retained': define(
    409,
    'Expected every case of version {version} of "{key}" to have ended more than {years} years ago, but {open} are open and {kept} ended later (free from: {until}).',
    '流程“{key}”第 {version} 版的办件均应已办结满 {years} 年，但有 {open} 件在办、{kept} 件未满保管期限（可销毁时间：{until}）。',
  ),
  'definition-suspended': define(
    409,
    'Expected version {version} of "{process}" ({key}) to be active, but it is suspended.',
    '流程“{processZh}”（{key}）第 {version} 版应处于启用状态，但已停用。',
  ),
  'deletion-basis-missing': define(
    422,
    'Expected the ground on which {cases} cases are deleted for good, but there is none.',
    '销毁 {cases} 个办件应写明依据，但未填写。',
  ),
  'deployment-invalid': define(
    422,
    'Expected resources without errors, but they have {count}; nothing was deployed.',
    '资源应无错误，但有 {count} 处错误；未部署任何内容。',
  ),
  'form-not-found': define(
    409,
    'Expected the form "{key}" of "{elementId}" to be deployed, but it is not.',
    '“{elementId}”的表单“{key}”应已部署，但没有找到。',
  ),
  'form-schema-invalid': define(
    422,
    'Expected a form, but it has {count} problem(s): {reason}.',
    '应为有效的表单，但存在 {count} 个问题：{reason}。',
  ),
} as const satisfies Record<string, ErrorDefinition>;
