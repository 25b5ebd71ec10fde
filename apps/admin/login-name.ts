/** Ids of users and groups: letters of any language, digits, and . _ @ - inside; at most 100. The server judges by the same rule. */
const LOGIN_NAME = /^[\p{L}\p{N}][\p{L}\p{N}._@-]{0,99}$/u;

export const isLoginName = (text: string): boolean => LOGIN_NAME.test(text);
