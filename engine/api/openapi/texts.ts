/** Words of the OpenAPI document. */
export const TEXTS = {
  nothing: { en: 'There is nothing', zh: '没有内容' },
  title: { en: 'Tongban HTTP API', zh: '通办 HTTP 接口' },
  description: {
    en: [
      'JSON in and out; times are RFC 3339 in UTC. Unknown properties are refused. Errors are problem documents (RFC 9457): switch on `code`, never on text; texts come in Chinese or English by `Accept-Language`.',
      'Lists are paged by keyset: `?limit=` (default 50, at most 500), then `cursor=` with `nextCursor` of the page before.',
      'Writing requests accept `Idempotency-Key`: for 24 hours a repeat gets the first answer, marked `Idempotent-Replay: true`, and writes nothing. Refused requests are not kept. Operations on tasks and cases take `?dryRun=true`: decided by the same code, committed never, and answered with what would be done.',
      'Bodies are limited to 1 MB, deployments to 20 MB. What the caller may not know of is answered with 404. `/healthz`, `/readyz` and `/metrics` have no prefix and no sign-in.',
    ].join('\n\n'),
    zh: [
      '收发均为 JSON；时间为 RFC 3339（UTC）。未知属性一律拒绝。错误为 RFC 9457 问题文档：程序按 `code` 判断，不按文字；文字依 `Accept-Language` 为中文或英文。',
      '列表按游标分页：`?limit=`（默认 50，最多 500），下一页以 `cursor=` 传上一页的 `nextCursor`。',
      '写操作可带 `Idempotency-Key`：24 小时内重复请求得到首次答复（标有 `Idempotent-Replay: true`），不再写入。被拒绝的请求不保留。任务与办件操作可带 `?dryRun=true`：由同一代码判断，不提交，答复将会发生什么。',
      '请求体上限 1 MB，部署上限 20 MB。无权知悉的对象以 404 答复。`/healthz`、`/readyz`、`/metrics` 无前缀，无须登录。',
    ].join('\n\n'),
  },
  bearer: { en: 'Token of a session, or an API key.', zh: '会话令牌或接口密钥。' },
  cookie: {
    en: 'Set by sign-in. Writing requests also need the header `X-CSRF-Token`.',
    zh: '登录时设置。写操作还须带 `X-CSRF-Token` 头。',
  },
  open: { en: 'No sign-in needed.', zh: '无须登录。' },
  right: { en: 'Right', zh: '所需权限' },
  roles: { en: 'Roles that have it unless a deployment says otherwise', zh: '默认具有该权限的角色' },
  idempotency: {
    en: 'A repeat with the same key gets the first answer and writes nothing.',
    zh: '以相同键重复请求得到首次答复，不再写入。',
  },
  multipart: {
    en: 'Every file part is a resource under its file name; the fields `name` and `note` are optional.',
    zh: '每个文件部分即一个资源，以文件名命名；字段 `name`、`note` 可选。',
  },
  answered: { en: 'Done', zh: '成功' },
  rehearsed: { en: 'What it would do (`dryRun=true`)', zh: '将会发生什么（`dryRun=true`）' },
  malformed: { en: 'Malformed request', zh: '请求格式错误' },
  signIn: { en: 'Not signed in', zh: '未登录' },
  forbidden: { en: 'The role does not allow it', zh: '角色无权' },
  refused: { en: 'Refused', zh: '被拒绝' },
} as const;
