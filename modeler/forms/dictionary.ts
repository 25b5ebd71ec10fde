/** What is said of a form beside what the compiler says. */
export const UNGRADED = {
  zh: '未标数据分级；部署时须标明。',
  en: 'it has no data level, which it needs to be deployed.',
} as const;

interface Words {
  readonly zh: string;
  readonly en: string;
}

export const wrongNumber = ({ zh, en }: Words): Words => ({
  zh: `${zh}有误，请核对。`,
  en: `This is no valid ${en}; please look again.`,
});

interface Said {
  readonly id: string;
  readonly words: Words;
  readonly text: Words;
  source(key: string): string;
}

export const DATE_CHECKS: readonly Said[] = [
  {
    id: 'not-after-today',
    words: { zh: '不晚于今天', en: 'not after today' },
    text: { zh: '日期不能晚于今天。', en: 'The date cannot be after today.' },
    source: (key) => `=date(${key}) <= today()`,
  },
  {
    id: 'not-before-today',
    words: { zh: '不早于今天', en: 'not before today' },
    text: { zh: '日期不能早于今天。', en: 'The date cannot be before today.' },
    source: (key) => `=date(${key}) >= today()`,
  },
  {
    id: 'working-days-ahead',
    words: { zh: '至少在七个工作日之后', en: 'seven working days ahead at least' },
    text: { zh: '日期应至少在七个工作日之后。', en: 'The date has to be seven working days ahead at least.' },
    source: (key) => `=date(${key}) >= add working days(today(), 7)`,
  },
];

export const NUMBER_CHECKS: readonly Said[] = [
  {
    id: 'whole',
    words: { zh: '整数', en: 'a whole number' },
    text: { zh: '应为整数。', en: 'It has to be a whole number.' },
    source: (key) => `=floor(${key}) = ${key}`,
  },
  {
    id: 'above-zero',
    words: { zh: '大于零', en: 'above zero' },
    text: { zh: '应大于零。', en: 'It has to be above zero.' },
    source: (key) => `=${key} > 0`,
  },
];
