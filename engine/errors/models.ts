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
  'definition-suspended': define(
    409,
    'Expected version {version} of "{key}" to be active, but it is suspended.',
    '流程“{key}”第 {version} 版应处于启用状态，但已停用。',
  ),
  'deployment-invalid': define(
    422,
    'Expected resources without errors, but there are {count} problems; nothing was deployed.',
    '资源应无错误，但有 {count} 处问题；未部署任何内容。',
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
