import { type Static, Type } from 'typebox';
import { operation } from './operation.ts';
import { Scope } from './rights.ts';
import { PUBLIC, Role } from './roles.ts';
import { closed, Id, Language, Name, nullable, Text, Time } from './schema.ts';

export const Me = closed({
  id: Id,
  name: Name,
  roles: Type.Array(Role),
  groups: Type.Array(closed({ id: Id, name: Name })),
  department: nullable(Type.String()),
  language: nullable(Language),
  /** Present for cookie sessions: send it as `X-CSRF-Token` with every writing request. */
  csrfToken: Type.Optional(Type.String()),
  rights: Type.Record(Type.String(), Scope, {
    description: 'How far each right of the caller reaches; what is missing, the caller does not have.',
  }),
  zone: Type.String({ description: 'The time zone whose days are counted: that of the calendar of the country.' }),
  demo: Type.Boolean({ description: 'The server offers sign-in by one click.' }),
  lastEventId: Type.String({
    description: 'The last event up to now, for `since` of `/events`: what is read from here on misses no change.',
  }),
});
export type Me = Static<typeof Me>;

export const SignIn = closed({
  username: Type.String({ minLength: 1, maxLength: 200 }),
  password: Type.String({ minLength: 1, maxLength: 1000 }),
});

export const SessionOpened = closed({
  token: Type.String({
    description: 'Usable as `Authorization: Bearer`. Browsers use the cookie that comes with the answer.',
  }),
  csrfToken: Type.String({ description: 'For cookie clients: send it as `X-CSRF-Token` with every writing request.' }),
  expiresAt: Time,
  user: Me,
});
export type SessionOpened = Static<typeof SessionOpened>;

export const DemoUser = closed({
  user: Id,
  name: Name,
  roles: Type.Array(Role),
  /** Its name, for showing. */
  department: nullable(Type.String()),
});
export type DemoUser = Static<typeof DemoUser>;

/** What providers are known to send back; most of it means nothing here. */
const CALLBACK = {
  code: Type.Optional(Text(4_000)),
  state: Type.Optional(Text(500)),
  error: Type.Optional(Text(500)),
  error_description: Type.Optional(Text(4_000)),
  error_uri: Type.Optional(Text(4_000)),
  iss: Type.Optional(Text(4_000)),
  session_state: Type.Optional(Text(4_000)),
  scope: Type.Optional(Text(4_000)),
  prompt: Type.Optional(Text(500)),
  authuser: Type.Optional(Text(500)),
  hd: Type.Optional(Text(500)),
};

const tag = 'sessions';

export const sessionOperations = {
  signIn: operation({
    method: 'post',
    path: '/sessions',
    tag,
    summary: { en: 'Sign in', zh: '登录' },
    right: PUBLIC,
    body: SignIn,
    answer: { status: 201, schema: SessionOpened },
    idempotent: false,
    problems: ['sign-in-failed', 'too-many-requests'],
    example: { username: 'admin', password: '••••••••' },
  }),
  listDemoUsers: operation({
    method: 'get',
    path: '/sessions/demo',
    tag,
    summary: {
      en: 'Whom one can sign in as by one click (demo on loopback only)',
      zh: '可一键登录的演示用户（仅限本机演示）',
    },
    right: PUBLIC,
    answer: { status: 200, schema: closed({ items: Type.Array(DemoUser) }) },
  }),
  signInDemo: operation({
    method: 'post',
    path: '/sessions/demo',
    tag,
    summary: { en: 'Sign in as a demo user (demo on loopback only)', zh: '以演示用户登录（仅限本机演示）' },
    right: PUBLIC,
    body: closed({ user: Id }),
    answer: { status: 201, schema: SessionOpened },
    idempotent: false,
  }),
  getSignInWays: operation({
    method: 'get',
    path: '/sessions/ways',
    tag,
    summary: { en: 'How one can sign in here', zh: '可用的登录方式' },
    right: PUBLIC,
    answer: {
      status: 200,
      schema: closed({
        password: Type.Boolean(),
        oidc: nullable(closed({ name: Type.String(), path: Type.String() })),
      }),
    },
  }),
  startOidcSignIn: operation({
    method: 'get',
    path: '/sessions/oidc',
    tag,
    summary: { en: 'Go to the OpenID provider to sign in, where there is one', zh: '前往身份提供方登录（如已配置）' },
    right: PUBLIC,
    query: closed({ next: Type.Optional(Text(500)) }),
    answer: { status: 302, type: 'text/html' },
    problems: ['sign-in-provider-failed'],
  }),
  finishOidcSignIn: operation({
    method: 'get',
    path: '/sessions/oidc/callback',
    tag,
    summary: { en: 'Where the OpenID provider sends the browser back to', zh: '身份提供方登录后的返回地址' },
    right: PUBLIC,
    query: closed(CALLBACK),
    answer: { status: 302, type: 'text/html' },
    problems: ['sign-in-refused', 'sign-in-provider-failed', 'account-not-linked'],
  }),
  signOut: operation({
    method: 'delete',
    path: '/sessions/current',
    tag,
    summary: { en: 'Sign out: the session ends at once, everywhere', zh: '退出登录：会话立即失效' },
    right: 'self.use',
    answer: { status: 204 },
    idempotent: false,
  }),
  getMe: operation({
    method: 'get',
    path: '/me',
    tag,
    summary: { en: 'Who I am and what I may', zh: '我的身份与权限' },
    right: 'self.use',
    answer: { status: 200, schema: Me },
  }),
  updateMe: operation({
    method: 'patch',
    path: '/me',
    tag,
    summary: {
      en: 'Change my language or password; a new password ends my other sessions',
      zh: '修改我的语言或密码；改密码后其他会话失效',
    },
    right: 'self.use',
    body: closed({
      language: Type.Optional(nullable(Language)),
      password: Type.Optional(closed({ current: Text(1000), next: Type.String({ minLength: 8, maxLength: 1000 }) })),
    }),
    answer: { status: 200, schema: Me },
    idempotent: false,
  }),
} as const;
