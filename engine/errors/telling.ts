/** What telling, urging, asking and attaching can run into. */
import { define, type ErrorDefinition } from './definition.ts';

export const TELLING_ERRORS = {
  'attachment-named': define(
    409,
    'Expected no data of the case to name the file, but {field} does.',
    '该附件不应被办件数据引用，但“{field}”引用了它。',
  ),
  'attachment-refused': define(
    422,
    'Expected "{name}" to be a file that may be attached, but {reason}.',
    '“{name}”应为允许上传的文件，但{reasonZh}。',
  ),
  'attachment-unsafe': define(
    422,
    'Expected "{name}" to be harmless, but the scanner found {finding}.',
    '“{name}”应为安全文件，但扫描发现 {finding}。',
  ),
  'bulk-form-required': define(
    422,
    'Expected "{elementId}" to need no form to be filled in, but its form requires {fields}; it is done one by one.',
    '“{elementId}”应无必填表单才可批量办理，但其表单须填写 {fields}；请逐件办理。',
  ),
  'bulk-switched-off': define(
    403,
    'Expected the model to admit several tasks at once at "{elementId}", but it does not.',
    '模型在“{elementId}”处应允许批量办理，但未允许。',
  ),
  'case-link-invalid': define(
    409,
    'Expected two cases that may be linked in this way, but {reason}.',
    '两件办件应可如此关联，但{reasonZh}。',
  ),
  'case-merged': define(
    409,
    'Expected the case to stand alone, but it is answered with case "{master}".',
    '办件应单独办理，但已并入办件“{master}”。',
  ),
  'copy-already-read': define(
    409,
    'Expected the copy to be unread to take it back, but {to} read it at {at}.',
    '抄送未读时才可撤回，但 {to} 已于 {at} 阅读。',
  ),
  'copy-nobody': define(
    422,
    'Expected somebody to get the copy at "{elementId}", but nobody was found.',
    '“{elementId}”处的抄送应有接收人，但没有找到。',
  ),
  'form-outdated': define(
    409,
    'Expected the task to be decided on form "{key}" as it is now, but what you saw was another version; load it again.',
    '应按表单“{key}”的现行版本办理，但您看到的是其他版本，请重新打开。',
  ),
  'notice-closed': define(
    409,
    'Expected "{id}" to be open, but it was closed at {at}.',
    '“{id}”应未结束，但已于 {at} 结束。',
  ),
  'notice-limit': define(
    409,
    'Expected at most {limit} entries of this kind in one case, but there are as many already.',
    '一件办件中此类记录最多 {limit} 条，但已达上限。',
  ),
  'notice-not-yours': define(
    403,
    'Expected {who} to {verb} it, but it is {actor}.',
    '应由{whoZh}操作“{verb}”，但操作人为 {actor}。',
  ),
  'nothing-to-urge': define(
    409,
    'Expected an open task to urge, but there is none that others have to do.',
    '应有他人未办的任务可催办，但没有。',
  ),
  'objection-own': define(
    403,
    'Expected somebody else to decide the objection, but {actor} raised it or is its subject.',
    '异议应由他人裁定，但 {actor} 是提出人或当事人。',
  ),
  'signature-failed': define(422, 'Expected the provider to sign, but {reason}.', '签章服务应完成签署，但{reason}。'),
  'urged-too-soon': define(
    429,
    'Expected some time between two urges, but the last one was at {at}; the next is possible in {seconds} seconds.',
    '两次催办之间应有间隔，但上次在 {at}；{seconds} 秒后可再次催办。',
  ),
} as const satisfies Record<string, ErrorDefinition>;
