import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { FIELD_TEXTS, type Reader, withFieldNames } from '../../../modeler/check/field-names.ts';
import { en } from '../../../modeler/i18n/en.ts';
import { zh } from '../../../modeler/i18n/zh.ts';

const reader = (language: 'zh' | 'en', words: object): Reader => ({
  language,
  t: (key, values = {}) =>
    String(key.split('.').reduce<unknown>((at, part) => (at as Record<string, unknown>)[part], words)).replace(
      /\{(\w+)\}/g,
      (_, name: string) => values[name] ?? '',
    ),
});
const inChinese = (text: string): string => withFieldNames(text, reader('zh', zh));
const inEnglish = (text: string): string => withFieldNames(text, reader('en', en));

/** What rules and the compiler say of the file. */
const SAID = ['engine/model/rules', 'engine/model/compile'].flatMap((folder) =>
  readdirSync(folder).flatMap((name) =>
    readFileSync(join(folder, name), 'utf8')
      .split('\n')
      .filter((line) => /Expected|[一-鿿]/.test(line) && !/^\s*(\*|\/\/|\/\*)/.test(line))
      .flatMap((line) => [...line.matchAll(/\btb:[a-z]\w*/g)].map(([tag]) => tag)),
  ),
);

/** Written by hand or by other tools only: the panel has no field for it. */
const NO_FIELD = ['tb:copies'];

describe('modeler/check/field-names', () => {
  it('should say a field as the panel does, and what the file says in brackets', () => {
    expect(inChinese('服务任务应有 tb:topic，业务规则任务也可用 tb:decision，以指明由谁完成，但没有。')).to.equal(
      '服务任务应有“主题”（tb:topic），业务规则任务也可用“决策”（tb:decision），以指明由谁完成，但没有。',
    );
    expect(inEnglish('Expected the service task to have tb:topic, but it has none.')).to.equal(
      'Expected the service task to have “Topic” (tb:topic), but it has none.',
    );
  });

  it('should do so with what is written inside of something, and with that alone', () => {
    expect(inChinese('“a”的 tb:operations 应允许“return”。')).to.equal(
      '“a”的“允许的操作”（tb:operations）应允许“return”。',
    );
    expect(inChinese('tb:approval 的“share”应为比例；tb:limit 的 value 应为整数；应只有一个 tb:conduct。')).to.equal(
      '“通过比例”（tb:approval 的share）应为比例；“时限”（tb:limit 的 value）应为整数；应只有一个“事项规则”（tb:conduct）。',
    );
    expect(inEnglish('Expected "share" of tb:approval, the value of tb:limit, and tb:milestone="accepted".')).to.equal(
      'Expected “Share” (share of tb:approval), “Time limit” (the value of tb:limit), and “Accepted when this is done” (tb:milestone="accepted").',
    );
  });

  it('should know everything that problems speak of', () => {
    expect(SAID.length).to.be.greaterThan(100);
    expect([...new Set(SAID)].filter((tag) => !FIELD_TEXTS.has(tag) && !NO_FIELD.includes(tag))).to.deep.equal([]);
  });

  it('should leave what the panel does not have as it is', () => {
    expect(inEnglish('Expected tb:nothing at "a" of tb:nowhere.')).to.equal(
      'Expected tb:nothing at "a" of tb:nowhere.',
    );
  });
});
