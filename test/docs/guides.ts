/** The guides of `docs/` as the tests read them. */
import { readFileSync } from 'node:fs';

const ROLES = ['analyst', 'clerk', 'manager', 'admin', 'integrator'] as const;

/** One fenced block. `info` is what stands behind the fence: the language, then what the sample claims to be. */
export interface Sample {
  readonly page: string;
  readonly info: string;
  readonly text: string;
}

export const readPage = (page: string): string => readFileSync(`docs/${page}`, 'utf8');

export function samplesOf(page: string): Sample[] {
  return [...readPage(page).matchAll(/^```(.+)\n([\s\S]*?)\n```$/gm)].map(([, info = '', text = '']) => ({
    page,
    info,
    text,
  }));
}

/** The text of a page without its fenced blocks. */
export const proseOf = (page: string): string => readPage(page).replace(/^```[\s\S]*?^```$/gm, '');

/** The English guides; their Chinese partners hold the same samples. */
export const GUIDES = ROLES.map((role) => `${role}.md`);
export const chineseOf = (page: string): string => page.replace('.md', '.zh-CN.md');
export const ALL_PAGES = [
  'README.md',
  'bpmn-rules.md',
  'bpmn-support.md',
  'errors.md',
  ...GUIDES,
  ...GUIDES.map(chineseOf),
];

/** All samples whose info begins with the given words. */
export const samples = (info: string): Sample[] =>
  GUIDES.flatMap(samplesOf).filter((sample) => sample.info === info || sample.info.startsWith(`${info} `));
