/** Advice about what the sharing of data refuses; part of `error-advice.ts`. */

import type { ErrorCode } from '../errors.ts';
import { type Text, text } from '../model/problem.ts';

export const SHARING_ADVICE = {
  'data-consent-missing': text(
    'Record the consent of the person (POST /data-consents) for this entry and purpose, and name it as consentId.',
    '先登记本人对该目录与用途的同意（POST /data-consents），并在 consentId 中写明。',
  ),
  'data-consent-refused': text(
    'Ask the person for the proof itself, and go on by the manual path; a later consent recorded for the case opens it again.',
    '请当事人自行提交相应证明，按人工途径办理；此后为该办件重新登记同意即可查询。',
  ),
  'data-consent-unsigned': text(
    'Let the person sign on paper or on the pad, and name who signed, on what and under which number (signed).',
    '请本人在纸质表单或签字板上签字，并写明签字人、方式和编号（signed）。',
  ),
  'data-element-taken': text(
    'Enter it as a copy of the source (copyOf), or end the other entry first.',
    '登记为该来源的副本（copyOf），或先终止原条目。',
  ),
  'data-entry-invalid': text('Correct what is named and save it again.', '按提示修改后重新保存。'),
  'data-forbidden': text(
    'The negative list says why; whoever signs it can end the entry.',
    '负面清单写明了理由；由签发方终止该条目后方可共享。',
  ),
  'data-grant-ended': text('Ask for the data again (POST /data-demands).', '重新提出共享申请（POST /data-demands）。'),
  'data-grant-missing': text('Ask for the data (POST /data-demands).', '提出共享申请（POST /data-demands）。'),
  'data-grant-suspended': text(
    'The grant says why. Clear it up with the department; it or the data bureau resumes the grant.',
    '授权中写明了暂停原因；与来源部门核清后由其或数据局恢复。',
  ),
  'data-item-unknown': text(
    'Ask for the items of the grant only, or for a grant of more.',
    '只查询已授权的信息项，或申请扩大授权。',
  ),
  'data-not-shared': text(
    'Nothing can be read. A demand that is refused can be disputed; the data bureau decides.',
    '不得查询；申请被拒后可提出争议，由数据局协调。',
  ),
  'data-own-demand': text(
    'Somebody else of the data bureau or of the department decides it.',
    '由数据局或来源部门的其他人员办理。',
  ),
  'data-purpose-differs': text(
    'State the purpose of the grant if it is yours; else ask for a grant for yours.',
    '用途相符时按授权填写，否则另行申请。',
  ),
  'data-rate-exceeded': text(
    'Explain the reads to the department; it or the data bureau resumes the grant.',
    '向来源部门说明查询情况，由其或数据局恢复授权。',
  ),
  'data-source-refused': text(
    'Check what was asked with the contract of the department.',
    '对照部门契约核对查询内容。',
  ),
  'data-source-silent': text(
    'Try again later, or take the manual path: ask the department by letter.',
    '稍后重试，或走人工渠道函询来源部门。',
  ),
  'data-subject-missing': text(
    'Say the identity number (subject), or the case whose data has it (instanceId).',
    '写明证件号码（subject），或载有该号码的办件（instanceId）。',
  ),
  'data-step-invalid': text('Read the state: somebody has gone on meanwhile.', '请刷新状态：已有其他人员办理。'),
} as const satisfies Partial<Record<ErrorCode, Text>>;
