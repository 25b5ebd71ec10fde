import { type Static, Type } from 'typebox';
import { Said, Visibility } from './notices.ts';
import { operation } from './operation.ts';
import { closed, Id, listQuery, Name, nullable, oneOf, page, Text, Time } from './schema.ts';

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
  material: nullable(Type.String({ description: 'Which material of a service item it is, by its Chinese name.' })),
  reused: nullable(closed({ attachmentId: Id, instanceId: Id })),
  removed: nullable(Said),
  preview: Type.Boolean({ description: 'Whether `content?inline=true` shows it.' }),
  signatures: Type.Array(Signature),
  allowedActions: Type.Array(Type.String()),
});
export type Attachment = Static<typeof Attachment>;

const OwnMaterial = closed({
  attachmentId: Id,
  material: Type.String(),
  name: Type.String({ description: 'Of the file.' }),
  type: Type.String(),
  size: Type.Integer({ description: 'Bytes.' }),
  sha256: Type.String(),
  at: Time,
  instanceId: Id,
  businessKey: nullable(Type.String()),
  serviceName: Type.String({ description: 'What it was handed in for: the service item, else the process.' }),
});

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
      en: 'Attach a file: multipart/form-data with the file part `file` and, before it, the fields `level`, `visibility`, `taskId` and `material`',
      zh: '上传附件：multipart/form-data，文件部分名为 file，其前可有字段 level、visibility、taskId、material',
    },
    right: 'case.proceed',
    streams: true,
    answer: { status: 201, schema: Attachment },
    problems: ['attachment-refused', 'attachment-unsafe', 'payload-too-large'],
  }),
  reuseAttachment: operation({
    method: 'post',
    path: '/process-instances/{id}/attachments/reuse',
    tag,
    summary: {
      en: 'Hand in again a file of one’s own that another case has: the bytes are kept once, the entry names where it came from',
      zh: '复用本人在其他办件中提交过的材料（内容只存一份，记录注明来源）',
    },
    right: 'case.proceed',
    body: closed({ attachmentId: Id, material: Type.Optional(Name) }),
    answer: { status: 201, schema: Attachment },
    problems: ['notice-closed'],
  }),
  listOwnMaterials: operation({
    method: 'get',
    path: '/me/materials',
    tag,
    summary: {
      en: 'What I have handed in so far: of each material the latest, to be used again',
      zh: '我提交过的材料：每种材料的最近一份，可复用',
    },
    right: 'self.use',
    answer: { status: 200, schema: closed({ items: Type.Array(OwnMaterial) }) },
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
