/** What a verb on a task can run into. */
import { define, type ErrorDefinition } from './definition.ts';

export const TASK_ERRORS = {
  'action-not-allowed': define(
    403,
    'Expected somebody entitled to {verb} task "{taskId}" ({may}), but it is {state} and {actor} is not.',
    '任务“{taskId}”（{state}）的操作“{verb}”应由有权人员（{may}）办理，但 {actor} 无权。',
  ),
  'action-switched-off': define(
    403,
    'Expected the model to admit {verb} at "{elementId}", but it admits only {admitted}.',
    '模型在“{elementId}”处应允许操作“{verb}”，但只允许 {admitted}。',
  ),
  'form-invalid': define(
    422,
    'Expected form "{key}" to be filled in correctly, but {count} field(s) are not.',
    '表单“{key}”应填写正确，但有 {count} 个字段不符合要求。',
  ),
  'jump-ambiguous': define(
    422,
    'Expected to be told which token jumps, because several could: {possible}.',
    '有多处可以跳转，应指明从哪一处跳转：{possible}。',
  ),
  'jump-not-free': define(
    422,
    'Expected one of the steps that "{elementId}" may be sent to besides its flows ({targets}), but "{target}" is none.',
    '应为“{elementId}”可自由流转到的步骤（{targets}），但“{target}”不是。',
  ),
  'jump-past-mandatory': define(
    409,
    'Expected "{elementId}" to be done before "{target}", because it must not be skipped, but it is not.',
    '“{elementId}”为必经步骤，应先办理才能到“{target}”，但尚未办理。',
  ),
  'jump-target-invalid': define(
    422,
    'Expected a step that the case can jump to, but "{target}" is {reason}.',
    '应为可以跳转到的步骤，但“{target}”{reasonZh}。',
  ),
  'not-retrievable': define(
    409,
    'Expected a step that can still be taken back, but {reason}.',
    '应为仍可拿回的步骤，但{reasonZh}。',
  ),
  'return-mode': define(
    422,
    'Expected what happens after a return to be {fixed}, as the model says at "{elementId}", but {wanted} was asked for.',
    '模型规定“{elementId}”退回后的方式为 {fixed}，但请求的是 {wanted}。',
  ),
  'return-straight-impossible': define(
    409,
    'Expected to come straight back from "{target}" to "{elementId}", but other work between them would be taken back and has to be done again.',
    '应能从“{target}”直达“{elementId}”，但两者之间的其他工作将被收回，须重新办理。',
  ),
  'return-target-ambiguous': define(
    422,
    'Expected to be told where to return to, because several branches met before "{elementId}"; possible are {targets}.',
    '“{elementId}”之前有多个分支汇合，应指明退回到哪一步；可选：{targets}。',
  ),
  'return-target-invalid': define(
    422,
    'Expected an earlier step of the same branch to return to, but "{target}" is none; possible are {targets}.',
    '应退回到同一分支上已办理过的步骤，但“{target}”不是；可选：{targets}。',
  ),
  'return-target-missing': define(
    409,
    'Expected a step before "{elementId}" that a person has done, but there is none.',
    '“{elementId}”之前应有人工办理过的步骤，但没有。',
  ),
  'round-lead-waits': define(
    409,
    'Expected everybody else at "{elementId}" to have answered before the lead decides, but {missing} have not.',
    '“{elementId}”的协办人应在主办人决定前全部答复，但 {missing} 尚未答复。',
  ),
  'round-missing': define(
    422,
    'Expected "{elementId}" to be decided by several people together to {verb} there, but the model gives it no tb:approval.',
    '“{elementId}”应为多人会签才能“{verb}”，但模型未设置 tb:approval。',
  ),
  'round-outcome': define(
    422,
    'Expected an answer in the round at "{elementId}" to be one of the verbs complete, disagree and abstain, but the outcome "{outcome}" was given.',
    '“{elementId}”的会签应以同意、不同意或弃权作答，但给出了结果“{outcome}”。',
  ),
  'task-already-handled': define(
    409,
    'Expected task "{taskId}" to be open, but it was already handled by {by} at {at} ({outcome}).',
    '任务“{taskId}”应未办理，但 {by} 已于 {at} 办理（{outcome}）。',
  ),
  'signer-duplicate': define(
    409,
    'Expected nobody to answer twice at "{elementId}", but {user} is in the round already.',
    '“{elementId}”的会签中每人只能答复一次，但 {user} 已在其中。',
  ),
  'signer-answers': define(
    403,
    'Expected somebody who was added at "{elementId}" to answer (complete, disagree or abstain), but {verb} was asked for, which is up to who has the task.',
    '“{elementId}”的加签人员应答复（同意、不同意或弃权），但提出了“{verb}”，该操作由任务办理人决定。',
  ),
  'signers-after': define(
    409,
    'Expected nobody to be asked after {verb} at "{elementId}", but {users} are.',
    '“{elementId}”的“{verb}”之后不应再有人会办，但已后加签 {users}。',
  ),
  'signer-last': define(
    409,
    'Expected somebody to remain who decides at "{elementId}", but {user} is the last one, or leads.',
    '“{elementId}”应保留决定人，但 {user} 是最后一人或主办人。',
  ),
  'task-not-delegable': define(
    403,
    'Expected "{elementId}" to admit proxies, but the model says that it is done in person.',
    '“{elementId}”应允许代理，但模型规定须本人办理。',
  ),
  'task-state-conflict': define(
    409,
    'Expected task "{taskId}" to be {expected} to {verb} it, but it is {state} (assignee: {assignee}).',
    '任务“{taskId}”应处于 {expected} 才能“{verb}”，但当前为 {state}（办理人：{assignee}）。',
  ),
  'transfer-to-assignee': define(
    422,
    'Expected somebody else to give task "{taskId}" to, but {assignee} has it already.',
    '任务“{taskId}”应交给他人，但 {assignee} 已是办理人。',
  ),
  'vote-not-retrievable': define(
    409,
    'Expected a vote of {user} that can still be taken back, but {reason}.',
    '应有 {user} 仍可收回的表决，但{reasonZh}。',
  ),
} as const satisfies Record<string, ErrorDefinition>;
