/** Advice about what procedure by law runs into; part of `error-advice.ts`. */
import type { ErrorCode } from '../errors.ts';
import { type Text, text } from '../model/problem.ts';

export const PROCEEDINGS_ADVICE = {
  'acceptance-over': text(
    'Use what the law admits after acceptance: a special procedure, a correction, or the decision.',
    '受理后请使用特别程序、更正或作出决定。',
  ),
  'acceptance-pending': text('Accept the application first.', '请先受理申请。'),
  'applicant-excluded': text(
    'Ask for all materials at once, or issue a supplement notice.',
    '请要求申请人一次性交齐材料，或出具补正告知书。',
  ),
  'confirmation-nobody': text(
    'Name others who may confirm in the model, or give somebody the role.',
    '请在模型中指定可确认的其他人，或授予相应角色。',
  ),
  'confirmation-own': text('Ask somebody else who is named by the request.', '请由申请中列明的其他人确认。'),
  'confirmation-pending': text('Wait for the answer, or withdraw the request.', '请等待答复，或撤回原申请。'),
  'confirmation-reason': text('Say why.', '请写明理由。'),
  'correction-unknown': text('Name fields of the application form and their new values.', '请填写申请表字段及其新值。'),
  'decision-power': text(
    'Have it done by somebody named in tb:deciders of the task.',
    '请由任务 tb:deciders 列明的人员办理。',
  ),
  'document-incomplete': text(
    'Fill in what is named: without it the document cannot be issued.',
    '请补齐所列内容，否则不能出具文书。',
  ),
  'extension-late': text(
    'The limit is overdue; explain it instead of extending it.',
    '期限已届满，请说明逾期原因，不能再延期。',
  ),
  'extension-over-cap': text('Ask for fewer days.', '请减少延期天数。'),
  'extension-twice': text('Decide within the limit as it is.', '请在现有期限内办结。'),
  'material-unknown': text('Use the codes of tb:material in the model.', '请使用模型 tb:material 中的材料编码。'),
  'materials-complete': text('Accept the application.', '请受理申请。'),
  'materials-key': text('Ask for it in a supplement notice.', '请在补正告知书中要求补交。'),
  'materials-unchecked': text(
    'Say of each material whether it is there, missing, defective or exempt.',
    '请逐项填写材料齐备、缺少、不合格或免交。',
  ),
  'post-check-missing': text(
    'Add an event sub-process that catches the escalation and does not interrupt.',
    '请在模型中添加捕获该升级的非中断事件子流程。',
  ),
  'procedure-interrupts': text(
    'Make the start event of the event sub-process not interrupting.',
    '请将事件子流程的开始事件改为非中断。',
  ),
  'procedure-kind': text('Choose one of the kinds that the model names.', '请选择模型规定的种类。'),
  'procedure-missing': text('Nothing: none is under way.', '无需处理：没有正在进行的特别程序。'),
  'procedure-running': text('End it first.', '请先结束该特别程序。'),
  'reopen-order': text(
    'Give the number of the decision or judgment in `order`.',
    '在 `order` 中填写决定书或判决书的文号。',
  ),
  'reopen-target': text('Choose a step that was worked on.', '请选择曾经办理过的环节。'),
  'setting-missing': text('Set it in the properties panel and deploy.', '请在属性面板中设置并部署。'),
  'supplement-not-awaited': text(
    'Read the case again: it may have been handed in already.',
    '请重新读取办件：材料可能已经提交。',
  ),
  'supplement-second': text(
    'Decide on what was handed in; a second notice needs a ground of law and the agreement of a lead.',
    '请按已提交的材料处理；再次补正须有法定理由并经负责人同意。',
  ),
  'suspension-reason': text('Choose a reason of the list.', '请从清单中选择原因。'),
  'suspension-too-long': text('Choose an earlier end.', '请选择更早的结束时间。'),
} as const satisfies Partial<Readonly<Record<ErrorCode, Text>>>;
