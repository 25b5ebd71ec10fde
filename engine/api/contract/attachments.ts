import { type Static, Type } from 'typebox';
import { Said, Visibility } from './notices.ts';
import { operation } from './operation.ts';
import { closed, Id, listQuery, nullable, oneOf, page, Text, Time } from './schema.ts';

export const Signature = closed({
  id: Id,
  by: Id,
  byName: Type.String(),
  at: Time,
  method: oneOf(['handwriting', 'seal']),
  hash: Type.String(),
  provider: Type.String(),
  signature: Type.String(),
  certificate: Type.String(),
  timestamp: Type.String(),
});
export type Signature = Static<typeof Signature>;

export const Attachment = closed({
  id: Id,
  instanceId: Id,
  taskId: nullable(Id),
  name: Type.String(),
  type: Type.String({ description: 'Media type, by the bytes.' }),
  size: Type.Integer({ description: 'Bytes.' }),
  sha256: Type.String(),
  level: oneOf(['public', 'internal', 'sensitive']),
  visibility: Visibility,
  by: Id,
  byName: Type.String(),
  at: Time,
  removed: nullable(Said),
  preview: Type.Boolean({ description: 'Whether `content?inline=true` shows it.' }),
  signatures: Type.Array(Signature),
  allowedActions: Type.Array(Type.String()),
});
export type Attachment = Static<typeof Attachment>;

const tag = 'attachments';

export const attachmentOperations = {
  listAttachments: operation({
    method: 'get',
    path: '/attachments',
    tag,
    summary: {
      en: 'Files of a case, newest first; applicants see theirs and those meant for them',
      zh: '办件附件（申请人只见本人的与对其公开的）',
    },
    right: 'case.read',
    query: listQuery(
      { instanceId: Id, removed: Type.Optional(Type.Boolean({ description: 'Also those that were removed.' })) },
      ['-at'],
    ),
    answer: { status: 200, schema: page(Attachment) },
  }),
  uploadAttachment: operation({
    method: 'post',
    path: '/process-instances/{id}/attachments',
    tag,
    summary: {
      en: 'Attach a file: multipart/form-data with the file part `file` and, before it, the fields `level`, `visibility` and `taskId`',
      zh: '上传附件：multipart/form-data，文件部分名为 file，其前可有字段 level、visibility、taskId',
    },
    right: 'case.proceed',
    streams: true,
    answer: { status: 201, schema: Attachment },
    problems: ['attachment-refused', 'attachment-unsafe', 'payload-too-large'],
  }),
  getAttachment: operation({
    method: 'get',
    path: '/attachments/{id}',
    tag,
    summary: { en: 'What is known of a file', zh: '附件信息' },
    right: 'case.read',
    answer: { status: 200, schema: Attachment },
  }),
  getAttachmentContent: operation({
    method: 'get',
    path: '/attachments/{id}/content',
    tag,
    summary: {
      en: 'The bytes of a file, to be saved; with `inline` to be shown, where that is safe',
      zh: '下载附件；inline=true 时预览（仅限安全类型）',
    },
    right: 'case.read',
    query: closed({ inline: Type.Optional(Type.Boolean()) }),
    answer: { status: 200, type: 'application/octet-stream' },
  }),
  removeAttachment: operation({
    method: 'post',
    path: '/attachments/{id}/remove',
    tag,
    summary: { en: 'Take a file out of the lists; its entry stays', zh: '移除附件（记录保留）' },
    right: 'case.proceed',
    body: closed({ text: Type.Optional(Text(4000)) }),
    answer: { status: 200, schema: Attachment },
    problems: ['notice-not-yours', 'notice-closed', 'attachment-named'],
  }),
  signAttachment: operation({
    method: 'post',
    path: '/attachments/{id}/sign',
    tag,
    summary: { en: 'Have the signing service sign or seal a file', zh: '签名或加盖电子印章' },
    right: 'inbox.use',
    body: closed({ method: oneOf(['handwriting', 'seal']) }),
    answer: { status: 200, schema: Attachment },
    problems: ['signature-failed'],
  }),
} as const;
