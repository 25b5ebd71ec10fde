/** What whoever meets an error can do about it. A code without an entry does not compile. */
import type { ErrorCode } from '../errors.ts';
import { type Text, text } from '../model/problem.ts';
import { PROCEEDINGS_ADVICE } from './proceedings-advice.ts';
import { SHARING_ADVICE } from './sharing-advice.ts';

export const ADVICE: Readonly<Record<ErrorCode, Text>> = {
  'account-not-linked': text(
    'An administrator decides who it is: remove the password, or let the directory name another id.',
    '由管理员确认：取消该账号的密码，或由目录给出其他标识。',
  ),
  'action-not-allowed': text(
    'Read allowedActions of the task: only these verbs are yours. An administrator can transfer the task.',
    '以任务的 allowedActions 为准；需要时由管理员改派。',
  ),
  'action-switched-off': text(
    'The model leaves the verb out of tb:operations. Use another verb or change the model.',
    '模型的 tb:operations 未包含该操作；请使用其他操作或修改模型。',
  ),
  'ad-hoc-busy': text(
    'Complete the activity that runs in the ad-hoc sub-process first.',
    '先办结自由子流程中正在进行的活动。',
  ),
  'adapter-not-callable': text(
    'Switch the adapter on in the administration, or wait until its breaker has closed; what waits is called then.',
    '在管理端启用该对接，或等待熔断器闭合；等待中的操作随后自动进行。',
  ),
  'already-consumed': text('Nothing: it has happened once, as it should.', '无需处理：它已按规定发生过一次。'),
  'already-exists': text('Choose another id, or change what exists.', '换一个标识，或修改已有的对象。'),
  'appeal-late': text(
    'Appeals are taken for five working days after the month was frozen.',
    '申诉应在指标冻结后五个工作日内提出。',
  ),
  'appeal-own': text('Another manager decides the appeal, once.', '由其他管理人员裁定，只裁定一次。'),
  'approver-barred': text(
    'Somebody else has to do it. params.rule says why (conflict-of-interest, separation-of-duties), params.act which earlier task; GET /tasks/{id}/why-not names who may.',
    '由其他人员办理。params.rule 说明原因（conflict-of-interest 回避、separation-of-duties 职责分离），params.act 为此前办理的任务；GET /tasks/{id}/why-not 列出有权人员。',
  ),
  'approver-choice-invalid': text(
    'Choose somebody among the candidates that tb:assignment of the step means.',
    '从该环节 tb:assignment 规定的候选人中选择。',
  ),
  'approver-choice-missing': text(
    'Put the chosen people into the variable, then submit again.',
    '在该变量中填写所选人员后重新提交。',
  ),
  'approver-none': text(
    'Fill the post or the role the rule asks for, or give the step another policy (empty of tb:assignment).',
    '补充规则所需的岗位或角色人员，或修改该环节的空审批人策略（tb:assignment 的 empty）。',
  ),
  'attachment-named': text(
    'Take it out of the field first, at a step whose form has it. Who manages the case may remove it with a reason; the field then names a file that is gone.',
    '先在表单含该字段的环节将其移出。办件管理人员可说明理由直接移除，该字段随后引用的文件即不存在。',
  ),
  'attachment-refused': text(
    'Attach a picture, PDF, OFD, office document, plain text or archive whose extension says what it is, within the size limit.',
    '请上传扩展名与内容一致、大小在限额内的图片、PDF、OFD、办公文档、纯文本或压缩包。',
  ),
  'attachment-unsafe': text(
    'Do not pass the file on; ask its sender for a clean one.',
    '请勿转发该文件，并请提供人重新提供。',
  ),
  'bad-request': text('Correct the fields named in errors[].', '按 errors[] 指出的字段修改。'),
  'bulk-form-required': text('Open the task and fill its form in.', '请打开任务填写表单后办理。'),
  'bulk-switched-off': text(
    'Act on the tasks one by one; the model says tb:bulk="false".',
    '请逐件办理；模型设置了 tb:bulk="false"。',
  ),
  'calendar-cycle': text('Choose a base that does not build on this calendar.', '请选择不以本日历为基础的上级日历。'),
  'calendar-invalid': text(
    'Give working days of the week, office hours in order, and a time zone such as Asia/Shanghai.',
    '填写每周工作日、按先后排列的办公时段，以及时区（如 Asia/Shanghai）。',
  ),
  'call-activity-not-found': text(
    'Deploy the called process (or the version that tb:binding names), then resolve the incident.',
    '部署被调用的流程（或 tb:binding 指明的版本），再重试异常。',
  ),
  'call-depth-exceeded': text(
    'A process calls itself without end: correct the condition that should stop it.',
    '流程无止境地调用自身：请修正应使其停止的条件。',
  ),
  'card-own': text('Another manager decides the appeal.', '由其他管理人员裁定申诉。'),
  'card-state': text('Read the card again: each step of it comes once.', '重新读取督办牌：每一步只进行一次。'),
  'case-link-invalid': text('Look at the links of both cases first.', '请先查看两件办件的关联情况。'),
  'case-merged': text(
    'Take it out of the master first (unmerge), or act on the master.',
    '请先解除并案，或在主办件上办理。',
  ),
  'case-not-active': text('Resume the case, or wait until it is resumed.', '先恢复办件，或等待其恢复。'),
  'case-not-ended': text('Use jump or return while the case is open.', '办件未办结时请使用跳转或退回。'),
  'case-not-open': text('Nothing more can be done: the case has ended.', '办件已结束，不能再操作。'),
  'case-not-suspended': text('Nothing: it is running already.', '无需处理：办件本来就在运行。'),
  'case-too-large': text('Make variables smaller or empty, or cancel the case.', '缩小或清空变量，或撤销办件。'),
  'command-conflict': text('Read the case again, then repeat the request.', '重新读取办件后重试。'),
  'copy-already-read': text(
    'Nothing: it was read. Send another copy that corrects it.',
    '已阅读，不能撤回；可另行抄送更正。',
  ),
  'copy-nobody': text(
    'Correct users or groups of tb:copy, or the data they read.',
    '请修正 tb:copy 的 users、groups 或其读取的数据。',
  ),
  'csrf-token-wrong': text(
    'Send the csrfToken of GET /api/v1/me as X-CSRF-Token, or use a bearer token.',
    '将 GET /api/v1/me 的 csrfToken 作为 X-CSRF-Token 发送，或改用 Bearer 令牌。',
  ),
  'cursor-invalid': text(
    'Begin at the first page; keep filters and sort the same from page to page.',
    '从第一页重新开始；翻页时保持筛选与排序不变。',
  ),
  'data-store-changed': text(
    'Read the data store again, then write what follows from its value now; leave version out to overwrite it.',
    '重新读取数据存储后再写入；如需覆盖，请省略 version。',
  ),
  'database-unavailable': text(
    'Repeat with the same Idempotency-Key. If it lasts, look at PostgreSQL.',
    '用相同的 Idempotency-Key 重试；持续出现时检查 PostgreSQL。',
  ),
  'decision-failed': text(
    'The text names the decision and its rules: correct them or the variables, deploy, then resolve the incident.',
    '说明中指出了决策及其规则：修正决策或变量并部署，再重试异常。',
  ),
  'decision-not-found': text(
    'Deploy the decision (or the version that tb:binding names), then resolve the incident.',
    '部署该决策（或 tb:binding 指明的版本），再重试异常。',
  ),
  'definition-in-use': text(
    'Suspend the version instead; once the retention of all its cases is over, delete it with cascade=true and basis.',
    '改为停用该版本；全部办件保管期满后，可用 cascade=true 并写明 basis 删除。',
  ),
  'definition-retained': text(
    'Suspend the version instead. The retention period is TONGBAN_RETENTION_YEARS, from the end of each case.',
    '改为停用该版本。保管期限为 TONGBAN_RETENTION_YEARS，自每个办件办结起算。',
  ),
  'definition-suspended': text('Activate the version, or start another one.', '启用该版本，或发起其他版本。'),
  'deletion-basis-missing': text(
    'Send basis: the provision or the approved list of files to destroy.',
    '以 basis 写明依据，如条款或已批准的销毁清册。',
  ),
  'department-cycle': text('Choose a department that does not belong to this one.', '选择不隶属于本部门的上级。'),
  'department-in-use': text(
    'Move its people and the departments below it elsewhere first.',
    '先将其人员与下级部门调整到别处。',
  ),
  'deployment-invalid': text(
    'Correct every entry of problems[] that is an error: each has resource, element and line.',
    '按 problems[] 逐条修正错误，每条都有文件、元素与行号。',
  ),
  'effect-failed': text(
    'Repair the department’s system, then retry the job or resolve the incident.',
    '排除对方系统故障后重试作业或异常。',
  ),
  'effect-not-askable': text(
    'Ask the department in another way and settle the effect in the ledger.',
    '以其他方式向对方部门核实，并在台账中作结论。',
  ),
  'effect-not-open': text('Nothing: the ledger already says what became of it.', '无需处理：台账已有结论。'),
  'effect-unknown': text(
    'Ask the department what it did, then settle the effect in the ledger; retry only if it did nothing.',
    '向对方部门核实是否已办，再在台账中作结论；确认未办方可重试。',
  ),
  'expression-failed': text(
    'Correct the variable the expression reads (or the model), then resolve the incident.',
    '修正表达式所读的变量（或模型），再重试异常。',
  ),
  'expression-invalid': text('Correct the FEEL text; the reason says where.', '修正 FEEL 文本；原因中有位置。'),
  'expression-limit': text('Simplify the expression or give it less data.', '简化表达式或减少其数据。'),
  'external-task-elsewhere': text(
    'The worker must fetch it; executing the job by hand works only for topics with an adapter.',
    '由外部工作者领取；只有带适配器的主题才能手工执行。',
  ),
  'external-task-not-locked': text(
    'Drop the result and fetch again; ask for a longer lock or extend it in time.',
    '放弃结果并重新领取；申请更长的锁定时间或及时延长。',
  ),
  forbidden: text('Sign in as somebody who has the right.', '以有权限的人员登录。'),
  'form-invalid': text('Correct the fields named in errors[].', '按 errors[] 指出的字段修改。'),
  'form-not-found': text('Deploy the form under that key.', '部署该键的表单。'),
  'form-outdated': text('Load the form again; the draft is kept.', '请重新打开表单；草稿仍在。'),
  'form-schema-invalid': text('Correct the components named in errors[].', '按 errors[] 指出的组件修改。'),
  'draw-missing': text(
    'Abstain without `conflict`, or have the step transferred to somebody else.',
    '去掉 `conflict` 弃权，或转办给其他人员。',
  ),
  'draw-personal': text(
    'Answer yourself, or abstain with `conflict`: somebody else is drawn then. An administrator may give the place to another of the pool.',
    '亲自表决，或以 `conflict` 申请回避由系统另行抽取；确有必要的由管理员改派给名单内其他人员。',
  ),
  'draw-too-few': text(
    'Add people to the groups the model draws from, or correct the conflicts that were named; then send again, or resolve the incident to draw anew.',
    '在抽取范围的用户组中补充人员，或更正所填的回避关系，再重新提交；已形成异常的，重试即重新抽取。',
  ),
  'four-eyes-unmet': text(
    'Name more people who may decide there: each has to be somebody else.',
    '补充该环节的决定人：须由不同人员作出。',
  ),
  'group-unknown': text('Create the group first.', '先建立该用户组。'),
  'guide-unanswered': text(
    'Ask POST /service-items/{key}/guide for the questions, and send the answers with the application.',
    '以 POST /service-items/{key}/guide 取得问题，回答后随申请一并提交。',
  ),
  'hand-over-to-oneself': text('Name somebody else in `to`.', '在 to 中另指定接收人。'),
  'idempotency-key-in-use': text('Wait a moment and repeat with the same key.', '稍候以相同的键重试。'),
  'idempotency-key-reused': text('Use a new key for a new request.', '新的请求使用新的键。'),
  'import-invalid': text(
    'Correct every line of fields[]; nothing was written.',
    '按 fields[] 逐行更正；未写入任何内容。',
  ),
  'incident-decided': text('Read the list again; somebody else was faster.', '请刷新列表，已有他人处理。'),
  'internal-error': text(
    'Report the id: the log has the whole story under it.',
    '请将编号报告管理员，日志中有完整记录。',
  ),
  'item-not-open': text(
    'Look at status, validFrom and validUntil of the item; it can be applied for again when they allow it.',
    '查看事项的 status、validFrom、validUntil；恢复受理或进入有效期后再申请。',
  ),
  'items-circular': text(
    'Take one of the items out, or correct which item comes after which.',
    '去掉其中一个事项，或更正前置关系。',
  ),
  'ladder-refused': text(
    'Give each rung a name of its own and what its action needs.',
    '为每一级填写不重复的名称和其动作所需内容。',
  ),
  'last-administrator': text('Make somebody else an administrator first.', '先指定另一名管理员。'),
  'loop-limit-exceeded': text('Split the collection, or correct it.', '拆分或修正集合。'),
  'message-not-expected': text(
    'Check name and key; give the message a timeToLive so that it can wait.',
    '核对名称与关联键；给消息设置 timeToLive 使其等待。',
  ),
  'method-not-allowed': text('Use one of the methods of the Allow header.', '使用 Allow 头列出的方法。'),
  'month-frozen': text('Frozen figures stay; appeal against them.', '冻结的指标不再变化；如有异议请申诉。'),
  'month-hash-differs': text('Read the month again and sign what it shows.', '重新读取该月指标，按所示内容签署。'),
  'month-not-frozen': text('Freeze the month first.', '先冻结该月指标。'),
  'month-not-over': text('Wait until the month has ended.', '待该月结束后再冻结。'),
  'no-flow-chosen': text(
    'Correct the variable the conditions read and resolve the incident; give the gateway a default flow.',
    '修正条件所读变量后重试；为网关设置默认流。',
  ),
  'not-found': text(
    'Check the id; what you may not know of looks as if it did not exist.',
    '核对标识；无权知悉的对象同样显示为不存在。',
  ),
  'not-implemented': text(
    'Use the operation of /api/v1 that does the same; docs/engine-rest.md names it.',
    '改用 /api/v1 的对应接口，见 docs/engine-rest.zh-CN.md。',
  ),
  'not-ready': text(
    'Run the migrations (tongban migrate), or wait until they have run.',
    '执行或等待数据库升级（tongban migrate）。',
  ),
  'nothing-to-urge': text('Nothing: nobody else has to do anything now.', '当前没有他人待办，无须催办。'),
  'notice-closed': text(
    'Nothing: it is done. Open another one if there is more to say.',
    '该事项已结束；如有需要请另行发起。',
  ),
  'notice-limit': text('Go on in what is there already.', '请在已有记录中继续。'),
  'notice-not-yours': text('Leave it to whom the text names.', '请由提示中的人员操作。'),
  'objection-own': text('Leave the decision to another manager.', '请由其他管理者裁定。'),
  overloaded: text(
    'Wait as long as Retry-After says, then repeat with the same key.',
    '按 Retry-After 等待后以相同的键重试。',
  ),
  'password-wrong': text('Enter the current password.', '输入当前密码。'),
  'payload-too-large': text('Send less at once.', '减少一次发送的内容。'),
  'period-invalid': text('Give an end that is later than the beginning.', '使结束时间晚于开始时间。'),
  'plan-invalid': text('Correct the line that is named.', '修改所指出的行。'),
  'position-begun': text('End it at an instant; what has been stays known.', '设定终止时间；任职经历予以保留。'),
  'position-ended': text('Create a new position.', '新建任职。'),
  'post-in-use': text('Keep the post: past positions name it.', '保留该岗位：历史任职引用了它。'),
  'proxy-chain': text(
    'Name a proxy who has not handed work to somebody else, who in turn has.',
    '另选未再转代理的代理人。',
  ),
  'proxy-circle': text('Name a proxy for whom none of those who act for you act.', '另选不会形成循环的代理人。'),
  'proxy-conflict': text(
    'Let the principal, another proxy or an administrator act. initiator: the proxy asked for the case; decided-before: decided here in an earlier visit; previous-approver: did the step right before this one.',
    '由被代理人、其他代理人或管理员办理。initiator：代理人是该办件的发起人；decided-before：代理人此前已在本环节作出决定；previous-approver：代理人办理了上一环节。',
  ),
  'proxy-ended': text('Create a new proxy.', '新建代理。'),
  'proxy-of-oneself': text('Name somebody else as the proxy.', '另指定代理人。'),
  'migration-blocked': text(
    'Name what the step is called there in `renamed`, move the token by hand first, or leave the case with its version.',
    '在 `renamed` 中指明该步骤在新版本中的标识，或先人工调整流程位置，或让该办件按原版本办结。',
  ),
  'migration-target': text(
    'Choose a version of the same process that is in effect and that the case is not in.',
    '请选择同一流程已生效的其他版本。',
  ),
  'jump-ambiguous': text('Name the element instance in `from`.', '用 `from` 指明元素实例。'),
  'jump-not-free': text('Choose one of jumpTargets of the task’s form.', '从任务表单的 jumpTargets 中选择。'),
  'jump-past-mandatory': text('Jump to that step, or before it.', '请跳转到该步骤或其之前。'),
  'jump-target-invalid': text(
    'Choose a step of the same scope that lies in no parallel branch, or in the same one.',
    '请选择同一范围内、不在其他并行分支中的步骤。',
  ),
  'rating-exists': text(
    'A rating is given once; it can be corrected after rectification.',
    '评价只有一次；整改后可以更正。',
  ),
  'rating-in-process': text(
    'Do the task of the case that stands for this step; against a mistaken rating object to the case.',
    '请在该办件中办理对应的任务；误评的，对办件提出异议。',
  ),
  'rating-not-open': text(
    'Rate the case when its outcome has been delivered, or when it has ended.',
    '送达或办结后再评价。',
  ),
  'rating-state': text('Read the rating again: each step of it comes once.', '重新读取评价：每一步只进行一次。'),
  'rating-too-late': text(
    'A case can be rated for some days after delivery, else after its end (`TONGBAN_RATING_DAYS`); later, complain over the hotline.',
    '送达（未送达的，办结）后若干日内可评价（`TONGBAN_RATING_DAYS`）；逾期可通过热线投诉。',
  ),
  'withdraw-impossible': text(
    'Wait for the result; what cannot be undone has happened already.',
    '请等待办理结果；不可逆的步骤已经完成。',
  ),
  'withdraw-request-missing': text(
    'Give the number of the signed request in `request`.',
    '在 `request` 中填写签字申请的编号。',
  ),
  'withdraw-switched-off': text('Ask the office that handles the case.', '请联系受理部门。'),
  'withdraw-too-late': text('Object to the decision instead.', '请通过复议或诉讼提出异议。'),
  'not-retrievable': text('Ask whoever has it now to return it to you.', '请当前办理人将办件退回给您。'),
  'return-mode': text('Leave the choice out: the model makes it.', '不必选择：模型已作规定。'),
  'return-straight-impossible': text(
    'Return it with resubmit "again".',
    '请以“逐级重走”（resubmit 为 again）方式退回。',
  ),
  'responsibility-ended': text('Create a new entry.', '新建条目。'),
  'responsibility-forbidden': text(
    'Correct the matter, or the list: the negative list comes before the list of responsibilities.',
    '更正事项或清单：负面清单优先于责任清单。',
  ),
  'responsibility-overlap': text(
    'End one of the entries; GET /responsibilities/review lists all overlaps.',
    '终止其中一条；GET /responsibilities/review 列出全部重叠。',
  ),
  'return-target-ambiguous': text(
    'Name the step in `to`; returnTargets of the task’s form lists them.',
    '用 `to` 指明步骤；任务表单的 returnTargets 列出可选步骤。',
  ),
  'return-target-invalid': text('Choose one of returnTargets.', '从 returnTargets 中选择。'),
  'return-target-missing': text(
    'Reject, or complete with another outcome: there is nobody to return to.',
    '没有可退回的步骤：请否决，或以其他结果办结。',
  ),
  'right-beyond-role': text('Give the right to another role, or less of it.', '授予其他角色，或缩小范围。'),
  'right-fixed': text('Change one of the rights that the table marks as changeable.', '仅可修改表中可自定义的权限。'),
  'right-scope': text('Use all or none.', '请使用 all 或 none。'),
  'round-lead-waits': text(
    'Wait for the others, remove those who need not answer, or answer for them by transfer.',
    '等待协办人答复，减签无需答复的人员，或转办后代为答复。',
  ),
  'signer-answers': text(
    'Answer with a comment; who has the task decides what becomes of the case.',
    '请附意见答复；办件如何处理由任务办理人决定。',
  ),
  'signers-after': text(
    'Complete the task, so that they are asked, or take them out first.',
    '请以办结方式提交，由其继续办理，或先减签。',
  ),
  'round-missing': text(
    'Give the user task a tb:approval in the model, or use complete with an outcome.',
    '在模型中为该用户任务设置 tb:approval，或使用带结果的办结。',
  ),
  'round-outcome': text(
    'Leave the outcome out: complete agrees, disagree is against, abstain is neither.',
    '不要填写结果：办结即同意，不同意与弃权为单独操作。',
  ),
  'route-not-found': text('Look the address up in /api/openapi.json.', '在 /api/openapi.json 中核对地址。'),
  'script-failed': text(
    'The reason says what stopped it. Correct the variables or deploy a corrected script, then resolve the incident: it runs again.',
    '原因中写明为何停止。修正变量，或部署改正后的脚本，再重试异常：脚本将重新运行。',
  ),
  'script-right-missing': text(
    'Have an administrator deploy it or give you the right, or write the script in FEEL.',
    '请管理员部署或授予该权限，或改用 FEEL 编写脚本。',
  ),
  'sign-in-failed': text('Check name and password.', '核对用户名与密码。'),
  'sign-in-provider-failed': text(
    'Begin the sign-in anew; the log of the server says more.',
    '重新登录；详情见服务器日志。',
  ),
  'sign-in-refused': text(
    'Begin the sign-in anew, or ask an administrator for a role.',
    '重新登录，或请管理员授予角色。',
  ),
  'sign-in-required': text('Sign in again, or check the API key.', '重新登录，或核对接口密钥。'),
  'signature-failed': text(
    'Try again; if it persists, ask whoever runs the signing service.',
    '请重试；仍失败请联系签章服务管理方。',
  ),
  'step-budget-exceeded': text(
    'The model runs in a circle: correct the condition, then resolve the incident to go on from where it stands.',
    '模型陷入循环：修正条件后重试异常，从所停之处继续。',
  ),
  'task-already-handled': text('Nothing: the text says who did it and when.', '无需处理：文字说明了由谁何时办理。'),
  'signer-duplicate': text('Choose somebody who is not in the round yet.', '选择尚未在会签中的人员。'),
  'signer-last': text('Add somebody else first, or return or refuse the case.', '先加签其他人，或退回、否决。'),
  'task-not-delegable': text(
    'Wait for the person it is for, or have an administrator transfer it.',
    '等待本人办理，或由管理员转办。',
  ),
  'task-state-conflict': text('Read the task again; its state has changed.', '任务状态已变化，请重新读取。'),
  'timer-invalid': text('Correct the expression of the timer, or its variable.', '修正定时器表达式或其变量。'),
  'timer-not-due': text('Wait, or let an administrator execute the job.', '等待到期，或由管理员执行该作业。'),
  'too-many-requests': text('Wait as long as Retry-After says.', '按 Retry-After 等待。'),
  'topic-not-granted': text(
    'Have an administrator grant the topic to the account or its department.',
    '请管理员将该主题授权给此账号或其部门。',
  ),
  'transfer-to-assignee': text('Choose somebody else.', '选择其他人。'),
  'uncaught-error': text(
    'Give the model a handler for the code; for this case, move the token by hand or resolve to try again.',
    '在模型中为该错误码设置处理；本办件可人工调整位置或重试。',
  ),
  'unmask-field-unknown': text('Choose among `masked` of the case.', '从办件的 masked 中选择。'),
  'unmask-limit': text(
    'Wait, or ask the administrator to raise `TONGBAN_UNMASK_PER_HOUR`; who looked is in the audit.',
    '请稍后再试，或由管理员调高 `TONGBAN_UNMASK_PER_HOUR`；查看记录已留痕。',
  ),
  'unsupported-media-type': text(
    'Send application/json (deployments: also multipart/form-data).',
    '使用 application/json（部署也可用 multipart/form-data）。',
  ),
  'urged-too-soon': text('Wait as long as the text says.', '请在提示的时间之后再催办。'),
  'user-unknown': text('Choose one of /organisation/colleagues.', '请从 /organisation/colleagues 中选择。'),
  'variables-invalid': text(
    'Send plain JSON values within the limits the text names.',
    '只发送符合限制的普通 JSON 值。',
  ),
  'vote-not-retrievable': text(
    'Ask whoever decides now to return the case, or comment on it.',
    '请现办理人退回，或填写备注。',
  ),
  'webhook-not-ready': text(
    'Set the secret that the settings of the source name; the sender tries again.',
    '设置该来源配置中引用的密钥；发送方会重试。',
  ),
  'webhook-not-trusted': text(
    'The reason is named: compare the secret on both sides, the clock of the sender, and that the body is signed as it is sent. A delivery that is older is signed anew with the same id.',
    '按所示原因处理：核对双方密钥、发送方时钟，以及签名是否针对原始请求体。过期的回调以同一编号重新签名发送。',
  ),
  ...PROCEEDINGS_ADVICE,
  ...SHARING_ADVICE,
};
