/** What procedure by law can run into: documents, notices, suspensions, a second person. */
import { define, type ErrorDefinition } from './definition.ts';

export const PROCEEDINGS_ERRORS = {
  'acceptance-over': define(
    409,
    'Expected the application not to have been accepted yet to {verb} it, but it was accepted at {at}.',
    '“{verb}”只能在受理前办理，但已于 {at} 受理。',
  ),
  'acceptance-pending': define(
    409,
    'Expected the application to have been accepted to {verb} it, but it has not.',
    '“{verb}”只能在受理后办理，但尚未受理。',
  ),
  'applicant-excluded': define(
    403,
    'Expected an applicant in good standing to {verb}, but the rule of the item excludes this one.',
    '“{verb}”只适用于信用良好的申请人，但按事项规则该申请人被排除。',
  ),
  'confirmation-nobody': define(
    422,
    'Expected somebody else who could confirm {verb}, but there is nobody.',
    '“{verb}”应有其他人可以确认，但没有。',
  ),
  'confirmation-own': define(
    403,
    'Expected somebody else to confirm {verb}, but {actor} asked for it.',
    '“{verb}”应由另一人确认，但 {actor} 是提出人。',
  ),
  'confirmation-pending': define(
    409,
    'Expected {verb} to be asked for once, but {by} has asked already ("{id}").',
    '“{verb}”同时只能申请一次，但 {by} 已提出申请（“{id}”）。',
  ),
  'confirmation-reason': define(
    422,
    'Expected a reason for the answer to request "{id}", but there is none.',
    '答复申请“{id}”时应说明理由，但没有。',
  ),
  'correction-unknown': define(
    422,
    'Expected fields of the application to correct, but "{field}" is none of them or has that value already.',
    '应更正申请表中的字段，但“{field}”不是其中之一，或已是该值。',
  ),
  'decision-power': define(
    403,
    'Expected somebody with the power to decide at "{elementId}" to {verb}, but {actor} has none.',
    '“{elementId}”的“{verb}”应由有决定权的人员办理，但 {actor} 没有。',
  ),
  'document-incomplete': define(
    422,
    'Expected everything that document "{kind}" must say, but missing is: {missing}.',
    '文书“{kind}”内容应齐备，但缺少：{missing}。',
  ),
  'extension-late': define(
    409,
    'Expected an extension before the limit is over, but it was over at {dueAt}.',
    '延期应在期限届满前作出，但期限已于 {dueAt} 届满。',
  ),
  'extension-over-cap': define(
    422,
    'Expected an extension by at most {cap} working days, but {days} were asked for.',
    '延期最多 {cap} 个工作日，但申请了 {days} 个。',
  ),
  'extension-twice': define(
    409,
    'Expected the limit to be extended once, but it was extended at {at}.',
    '期限只能延长一次，但已于 {at} 延长。',
  ),
  'material-unknown': define(
    422,
    'Expected materials of this item, but "{material}" is none.',
    '应为本事项的材料，但“{material}”不是。',
  ),
  'materials-complete': define(
    422,
    'Expected something to be missing or defective to ask for, but nothing is.',
    '补正告知应有缺少或不合格的材料，但没有。',
  ),
  'materials-key': define(
    422,
    'Expected only materials that may come later, but "{material}" is needed at once.',
    '只有允许容缺的材料可以后补，但“{material}”不允许。',
  ),
  'materials-unchecked': define(
    422,
    'Expected a result for every material, so that all that is missing is told at once, but there is none for {missing}.',
    '每项材料都应有核验结果，以便一次性告知，但 {missing} 没有。',
  ),
  'post-check-missing': define(
    422,
    'Expected the model to check afterwards what was promised at "{elementId}", but nothing catches the escalation "{code}".',
    '“{elementId}”处承诺的事项应有事后核查，但模型中没有捕获升级“{code}”的核查流程。',
  ),
  'procedure-interrupts': define(
    422,
    'Expected the model to run the special procedure "{kind}" beside the task, but it interrupts it.',
    '模型应让特别程序“{kind}”与任务并行，但它会中断任务。',
  ),
  'procedure-kind': define(
    422,
    'Expected a special procedure of this item ({kinds}), but "{kind}" is none.',
    '应为本事项规定的特别程序（{kinds}），但“{kind}”不是。',
  ),
  'procedure-missing': define(
    409,
    'Expected a special procedure to be under way, but there is none.',
    '应有正在进行的特别程序，但没有。',
  ),
  'procedure-running': define(
    409,
    'Expected no special procedure to be under way, but "{kind}" is.',
    '不应有正在进行的特别程序，但“{kind}”正在进行。',
  ),
  'reopen-order': define(
    422,
    'Expected the number of the order to reopen the case for "{ground}", but there is none.',
    '以“{ground}”为由重启办件应填写决定或判决的文号，但没有。',
  ),
  'reopen-target': define(
    409,
    'Expected a user task of the process that the case has been at, outside of parallel branches, but "{target}" is not one.',
    '应重启到办件曾经到达、不在并行分支内的用户任务，但“{target}”不是。',
  ),
  'setting-missing': define(
    422,
    'Expected the model to set {setting} for {verb}, but it does not.',
    '模型应为“{verb}”设置 {setting}，但没有。',
  ),
  'supplement-not-awaited': define(
    409,
    'Expected a supplement to be awaited, but none is.',
    '应正在等待补正材料，但没有。',
  ),
  'supplement-second': define(
    409,
    'Expected everything to be asked for in one notice, but notice {number} was issued already: {reason}.',
    '应一次性告知全部补正内容，但已出具 {number}：{reasonZh}。',
  ),
  'suspension-reason': define(
    422,
    'Expected a reason from the list of the item ({reasons}), but "{reason}" is not in it.',
    '应为事项规定的中止原因（{reasons}），但“{reason}”不在其中。',
  ),
  'suspension-too-long': define(
    422,
    'Expected a suspension until {latest} at the latest and after now, but {until} was asked for.',
    '中止最迟到 {latest} 且应晚于当前时间，但申请到 {until}。',
  ),
} as const satisfies Record<string, ErrorDefinition>;
