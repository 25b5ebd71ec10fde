/** What is said of a form beside what the compiler says. */
export const UNGRADED = {
  zh: '未标数据分级；部署时须标明。',
  en: 'it has no data level, which it needs to be deployed.',
} as const;
