/** What is wrong with an item that could be read: the checks of an item before it is offered to anybody. */
import { compileExpression } from '../feel/compile.ts';
import { checkCodes } from './check-codes.ts';
import type { ItemLimit, ServiceItem } from './item.ts';
import type { ItemProblem } from './item-problem.ts';
import { workingDaysOf } from './span.ts';

export function checkItem(item: ServiceItem): readonly ItemProblem[] {
  return RULES.flatMap((rule) => rule(item));
}

type Rule = (item: ServiceItem) => readonly ItemProblem[];

const problem = (severity: ItemProblem['severity'], rule: string, zh: string, en: string): ItemProblem => ({
  severity,
  rule,
  message: { zh, en },
});

/** 承诺时限 not longer than 法定时限 (administrative licences: 行政许可法第四十二条). */
const promisedWithinStatutory: Rule = ({ limits }) => {
  const [statutory, promised] = [decisionLimit(limits, 'statutory'), decisionLimit(limits, 'promised')];
  if (!statutory || !promised || workingDaysOf(promised) <= workingDaysOf(statutory)) return [];
  const [zh, en] = [
    `承诺时限（${promised.name.zh}）长于法定时限`,
    `the promised limit (${promised.name.en}) is longer than the statutory one`,
  ];
  return [problem('error', 'promised-within-statutory', zh, en)];
};

/** The limit of the whole: the one of this kind that no single element keeps. */
const decisionLimit = (limits: readonly ItemLimit[], kind: ItemLimit['kind']): ItemLimit | undefined =>
  limits.find((limit) => limit.kind === kind && (limit.element ?? null) === null);

const basisOfStatutory: Rule = ({ limits }) =>
  limits
    .filter(({ kind, legalBasis }) => kind === 'statutory' && legalBasis === null)
    .map(({ name }) =>
      problem(
        'error',
        'statutory-without-basis',
        `法定时限“${name.zh}”没有依据`,
        `the statutory limit "${name.en}" names no law`,
      ),
    );

/** 国令第716号: what the government holds is not asked of the applicant. */
const nothingAskedTwice: Rule = ({ materials }) =>
  materials
    .filter(({ source, required, waiver }) => source === 'government' && required && waiver === undefined)
    .map(({ name }) =>
      problem(
        'error',
        'material-held-by-government',
        `“${name.zh}”由政府核发，不得要求申请人提交，应写明免提交方式`,
        `"${name.en}" is issued by the government: say how the applicant does not have to hand it in`,
      ),
    );

const basisOfConditions: Rule = ({ conditions = [] }) =>
  conditions
    .filter(({ legalBasis }) => legalBasis === null)
    .map(({ text }) =>
      problem(
        'warning',
        'condition-without-basis',
        `受理条件“${text.zh}”没有依据`,
        `the condition "${text.en}" names no law`,
      ),
    );

const readableConditions: Rule = (item) => {
  const asked = new Set((item.questions ?? []).map(({ key }) => key));
  return conditionsOf(item).flatMap(({ where, condition }) => {
    const compiled = compileExpression(condition);
    if (!compiled.ok)
      return [
        problem(
          'error',
          'condition-invalid',
          `“${where.zh}”的适用情形不是 FEEL 表达式：${condition}`,
          `when "${where.en}" applies is no FEEL expression: ${condition}`,
        ),
      ];
    const unasked = [...compiled.value.reads].filter((name) => !asked.has(name));
    return unasked.map((name) =>
      problem(
        'warning',
        'answer-not-asked',
        `“${where.zh}”取决于 ${name}，而情形引导没有问到它`,
        `"${where.en}" depends on ${name}, which the guide does not ask`,
      ),
    );
  });
};

const conditionsOf = ({ materials, questions = [], visits = [] }: ServiceItem) =>
  [
    ...materials.map(({ name, appliesWhen }) => ({ where: name, condition: appliesWhen })),
    ...questions.map(({ text, when }) => ({ where: text, condition: when })),
    ...visits.map(({ step, when }) => ({ where: step, condition: when })),
  ].flatMap(({ where, condition }) => (condition === undefined ? [] : [{ where, condition }]));

const uniqueKeys: Rule = ({ materials, questions = [], limits }) =>
  [materials.map(({ code }) => code), questions.map(({ key }) => key), limits.map(({ key }) => key)].flatMap((keys) =>
    keys
      .filter((key, index) => keys.indexOf(key) !== index)
      .map((key) => problem('error', 'key-twice', `“${key}”出现两次`, `"${key}" occurs twice`)),
  );

const soundPeriod: Rule = ({ validFrom, validUntil }) => {
  const isDay = (day: string | undefined) =>
    day === undefined || new Date(`${day}T00:00:00Z`).toISOString().startsWith(day);
  const days = [validFrom, validUntil];
  if (days.some((day) => Number.isNaN(Date.parse(day ?? '2000-01-01'))) || !days.every(isDay))
    return [problem('error', 'period-invalid', '生效或终止日期不存在', 'a day of its period does not exist')];
  if (validFrom === undefined || validUntil === undefined || validFrom <= validUntil) return [];
  return [problem('error', 'period-invalid', '终止日期早于生效日期', 'its period ends before it begins')];
};

const notAfterItself: Rule = ({ key, after = [] }) =>
  after.includes(key)
    ? [problem('error', 'after-itself', '事项不能以自己为前置', 'an item cannot come after itself')]
    : [];

const RULES: readonly Rule[] = [
  promisedWithinStatutory,
  basisOfStatutory,
  nothingAskedTwice,
  basisOfConditions,
  readableConditions,
  uniqueKeys,
  notAfterItself,
  soundPeriod,
  checkCodes,
];
