import type { Messages, SameKeys } from '@shared/i18n/dictionary.ts';

const zh = {
  home: {
    welcome: '您好，{name}',
    choose: '请选择要使用的应用',
    noApps: '您的账号尚未开通任何应用',
    noAppsHint: '请联系系统管理员为您分配角色。',
    signIn: '登录',
    username: '用户名',
    password: '密码',
    signInTo: '登录后继续',
    elsewhere: '通过{name}登录',
    demo: '演示账号',
    demoHint: '本机演示环境，点击即可登录。',
    required: '请输入用户名和密码',
  },
};

const en: SameKeys<typeof zh> = {
  home: {
    welcome: 'Welcome, {name}',
    choose: 'Choose an app',
    noApps: 'Your account has no apps yet',
    noAppsHint: 'Ask an administrator to give you a role.',
    signIn: 'Sign in',
    username: 'User name',
    password: 'Password',
    signInTo: 'Sign in to continue',
    elsewhere: 'Sign in with {name}',
    demo: 'Demo accounts',
    demoHint: 'A demonstration on this machine: one click signs you in.',
    required: 'Enter your user name and password',
  },
};

/** Few enough to come with the page. */
export const messages: Messages = { zh: async () => zh, en: async () => en };
