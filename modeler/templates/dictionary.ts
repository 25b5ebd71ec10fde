/** What is said of templates that say more than a task here does. */
import type { Words } from '../properties/field.ts';

export const NO_TEMPLATE = {
  json: { zh: '此文件不是元素模板：它不是 JSON。', en: 'Expected an element template, but the file is no JSON.' },
  long: {
    zh: '元素模板文件不得超过 1 MB。',
    en: 'Expected an element template of 1 MB at most, but the file is longer.',
  },
  shape: {
    zh: '此文件不是元素模板：应有 id、name、appliesTo 与 properties。',
    en: 'Expected an element template with id, name, appliesTo and properties, but the file has none.',
  },
  code: (name: string): Words => ({
    zh: `模板“${name}”含有代码（脚本、类或监听器），不予采用：系统不运行模板里的代码。`,
    en: `Template "${name}" holds code (a script, a class or a listener) and is not taken: nothing of a template is run.`,
  }),
} as const;

export const DOUBTS = {
  binding: (label: string, type: string): Words => ({
    zh: `“${label}”未采用：此处没有 ${type} 这样的设置。`,
    en: `"${label}" is left out: there is no setting like ${type} here.`,
  }),
  expression: (label: string, text: string): Words => ({
    zh: `“${label}”未采用：表达式 ${text} 不是 FEEL。`,
    en: `"${label}" is left out: the expression ${text} is not FEEL.`,
  }),
  generated: (label: string): Words => ({
    zh: `“${label}”未采用：值须由人填写，不由模板生成。`,
    en: `"${label}" is left out: values are given by people and not made by the template.`,
  }),
  condition: (label: string): Words => ({
    zh: `“${label}”未采用：其显示条件无法识别。`,
    en: `"${label}" is left out: when it is asked for is said in a way that is not known.`,
  }),
  pattern: (label: string, pattern: string): Words => ({
    zh: `“${label}”应符合 ${pattern}，但不作检查。`,
    en: `"${label}" should match ${pattern}, which is not checked.`,
  }),
  retries: {
    zh: '重试次数未采用：请在“重试”中写明次数与间隔。',
    en: 'The number of retries is left out: say number and pause under "Retries".',
  },
} as const;
