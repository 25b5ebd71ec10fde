/** The page for the people who build the other side, in either language, made from the contract. */
import type { Contract, JsonSchema, MappingRow, Operation, Words } from './contract.ts';

type Language = keyof Words;

const WORDS = {
  zh: {
    version: '版本',
    unsigned: '尚未签署',
    signed: '签署日期',
    query: '查询',
    change: '办理（按幂等键只生效一次）',
    request: '请求',
    answer: '应答',
    field: '字段',
    type: '类型',
    required: '必填',
    level: '数据级别',
    purpose: '用途',
    sensitive: '敏感个人信息',
    errors: '业务错误',
    slo: '服务水平',
    timeout: '超时',
    mapping: '映射',
    toYou: '贵方收到',
    fromYou: '我方取得',
    made: '由以下得出（FEEL）',
    note: '说明',
    examples: '样例',
  },
  en: {
    version: 'Version',
    unsigned: 'not signed yet',
    signed: 'signed on',
    query: 'query',
    change: 'change (once per idempotency key)',
    request: 'Request',
    answer: 'Answer',
    field: 'field',
    type: 'type',
    required: 'required',
    level: 'data level',
    purpose: 'purpose',
    sensitive: 'sensitive personal information',
    errors: 'Errors',
    slo: 'Service level',
    timeout: 'time-out',
    mapping: 'Mapping',
    toYou: 'what you get',
    fromYou: 'what we take',
    made: 'made of (FEEL)',
    note: 'note',
    examples: 'Examples',
  },
} as const;

export function documentContract({ title, name, version, signedOn, operations }: Contract, language: Language): string {
  const words = WORDS[language];
  const signed = signedOn === null ? words.unsigned : `${words.signed} ${signedOn}`;
  const head = [`# ${title[language]} (\`${name}\`)`, `${words.version} ${version}, ${signed}`];
  return `${[...head, ...operations.flatMap((operation) => sectionsOf(operation, language))].join('\n\n')}\n`;
}

function sectionsOf(operation: Operation, language: Language): string[] {
  const words = WORDS[language];
  const { topic, title, effect, slo, errors, examples } = operation;
  const errorLines = errors.map((error) => `- \`${error.code}\`: ${error[language]}`);
  const exampleLines = examples.map(
    (example) => `${example.name}\n\n\`\`\`json\n${JSON.stringify(example, null, 2)}\n\`\`\``,
  );
  return [
    `## ${title[language]} (\`${topic}\`)`,
    `${words[effect]}. ${words.slo}: p95 ${slo.p95Ms} ms, ${words.timeout} ${slo.timeoutMs} ms, ${slo.availability * 100} %`,
    `### ${words.request}`,
    fieldTable(operation.request, operation, language),
    `### ${words.answer}`,
    fieldTable(operation.answer, operation, language),
    ...mappingSections(operation, language),
    ...(errorLines.length > 0 ? [`### ${words.errors}`, errorLines.join('\n')] : []),
    `### ${words.examples}`,
    ...exampleLines,
  ];
}

/** Between the words of this page, which are ours, and those of the system on the other side. */
function mappingSections({ mapping }: Operation, language: Language): string[] {
  if (!mapping) return [];
  const words = WORDS[language];
  const table = (side: string, rows: readonly MappingRow[] = []): string[] =>
    rows.length === 0
      ? []
      : [
          [
            `| ${side} | ${words.made} | ${words.note} |`,
            '|---|---|---|',
            ...rows.map(({ to, from, note }) => `| \`${to}\` | \`${cell(from)}\` | ${note?.[language] ?? ''} |`),
          ].join('\n'),
        ];
  return [`### ${words.mapping}`, ...table(words.toYou, mapping.request), ...table(words.fromYou, mapping.answer)];
}

const cell = (text: string): string => text.replaceAll('|', '\\|');

function fieldTable(schema: JsonSchema, { levels }: Operation, language: Language): string {
  const words = WORDS[language];
  const rows = fieldsOf(schema).map(({ path, type, isRequired }) => {
    const level = levels[path];
    const grade = level ? `${level.level}${level.sensitive ? ` (${words.sensitive})` : ''}` : '';
    return `| \`${path}\` | ${type} | ${isRequired ? '✓' : ''} | ${grade} | ${level?.purpose?.[language] ?? ''} |`;
  });
  return [
    `| ${words.field} | ${words.type} | ${words.required} | ${words.level} | ${words.purpose} |`,
    '|---|---|---|---|---|',
    ...rows,
  ].join('\n');
}

interface Field {
  readonly path: string;
  readonly type: string;
  readonly isRequired: boolean;
}

function fieldsOf(schema: JsonSchema, prefix = ''): Field[] {
  const inner = (schema.items ?? schema) as JsonSchema;
  const required = (inner.required ?? []) as readonly string[];
  return Object.entries((inner.properties ?? {}) as Readonly<Record<string, JsonSchema>>).flatMap(
    ([name, property]) => {
      const path = prefix + name;
      const own = { path, type: typeOf(property), isRequired: required.includes(name) };
      return [own, ...fieldsOf(property, `${path}.`)];
    },
  );
}

function typeOf({ type, format, enum: options }: JsonSchema): string {
  if (Array.isArray(options)) return options.map((option) => `\`${option}\``).join(' ');
  return [String(type ?? 'any'), ...(format === undefined ? [] : [String(format)])].join(', ');
}
