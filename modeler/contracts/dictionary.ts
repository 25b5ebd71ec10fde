/** What is said of values that a contract does not admit, and of the grade of its data. */
interface Words {
  readonly zh: string;
  readonly en: string;
}

export const TYPE_WORDS: Readonly<Record<string, Words>> = {
  string: { zh: '文本', en: 'a text' },
  integer: { zh: '整数', en: 'a whole number' },
  number: { zh: '数字', en: 'a number' },
  boolean: { zh: '是或否', en: 'true or false' },
  array: { zh: '列表', en: 'a list' },
  object: { zh: '对象', en: 'an object' },
  null: { zh: '空', en: 'nothing' },
};

const asked = (zh: string, en: string): Words => ({ zh: `契约${zh}。`, en: `The contract ${en}.` });

export const DOUBTS = {
  type: (types: Words): Words => asked(`要求${types.zh}`, `asks for ${types.en}`),
  choice: (known: string): Words => asked(`只允许：${known}`, `knows only: ${known}`),
  longest: (length: number): Words => asked(`至多允许 ${length} 个字符`, `admits ${length} characters at most`),
  shortest: (length: number): Words => asked(`至少要求 ${length} 个字符`, `asks for ${length} characters at least`),
  pattern: (pattern: string): Words => asked(`要求的格式为 ${pattern}`, `asks for the form ${pattern}`),
  least: (limit: number): Words => asked(`要求不小于 ${limit}`, `asks for ${limit} or more`),
  most: (limit: number): Words => asked(`要求不大于 ${limit}`, `asks for ${limit} or less`),
};

export const OR: Words = { zh: '或', en: ' or ' };
export const GRADE: Words = { zh: '数据级别', en: 'data level' };
export const SENSITIVE: Words = { zh: '敏感个人信息', en: 'sensitive personal information' };
