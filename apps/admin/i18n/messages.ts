import type { Messages } from '@shared/i18n/dictionary.ts';

export const messages: Messages = {
  zh: async () => (await import('./zh.ts')).zh,
  en: async () => (await import('./en.ts')).en,
};
