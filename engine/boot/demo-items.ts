/** A catalogue to look through: made by rule, the same every time, bound to the processes that are there, so that each of its items can be applied for. */

import { readDepartmentContracts } from '../../adapters/contracts.ts';
import type { ItemLimit, Material, ServiceItem, Words } from '../items/item.ts';
import type { Runtime } from '../runtime/engine.ts';
import { putIntoUse } from './use-items.ts';

const CATALOGUE = 1_500;
const PROCESS = 'government-service';
const FORM = 'application';

const words = (zh: string, en: string): Words => ({ zh, en });

/** What is done with a right: the act, its kind, and the working days that are promised for it. */
const ACTS = [
  { id: 'grant', name: words('核发', 'Grant of'), days: 10, statutory: 20 },
  { id: 'change', name: words('变更', 'Change of'), days: 5, statutory: 20 },
  { id: 'extend', name: words('延续', 'Extension of'), days: 7, statutory: 20 },
  { id: 'replace', name: words('补发', 'Replacement of'), days: 3, statutory: 10 },
  { id: 'cancel', name: words('注销', 'Cancellation of'), days: 2, statutory: 10 },
] as const;

const SUBJECTS = [
  words('经营许可', 'an operating licence'),
  words('从业资格', 'a professional qualification'),
  words('场所备案', 'the filing of premises'),
  words('设施使用登记', 'the registration of facilities'),
  words('项目审批', 'a project approval'),
  words('补贴资格', 'eligibility for a subsidy'),
  words('检验合格证', 'an inspection certificate'),
  words('活动许可', 'an event permit'),
] as const;

const THEMES = [
  words('开办企业', 'Starting a business'),
  words('就业创业', 'Employment'),
  words('住房', 'Housing'),
  words('教育医疗', 'Education and health'),
  words('工程建设', 'Construction'),
  words('社会保障', 'Social security'),
  words('交通出行', 'Transport'),
  words('环保农林', 'Environment and farming'),
] as const;

const LAW = words('行政许可法第四十二条', 'Administrative Licence Law, article 42');
const YES_NO = [
  { value: 'yes', label: words('是', 'Yes') },
  { value: 'no', label: words('否', 'No') },
];

interface Organ {
  readonly id: string;
  readonly title: Words;
}

/** Every subject and act of every department, in turn, up to the size of a city's catalogue. */
export function demoItems(organs: readonly Organ[]): ServiceItem[] {
  const all = SUBJECTS.flatMap((subject, s) =>
    ACTS.flatMap((act, a) =>
      organs.map((organ, o) =>
        itemOf({ organ, subject, act, index: s * 7 + a * 3 + o }, `${organ.id}.${s + 1}-${act.id}`),
      ),
    ),
  );
  return all.slice(0, CATALOGUE);
}

interface Making {
  readonly organ: Organ;
  readonly subject: Words;
  readonly act: (typeof ACTS)[number];
  /** Varies what is asked for. */
  readonly index: number;
}

function itemOf({ organ, subject, act, index }: Making, key: string): ServiceItem {
  const isOnSite = index % 6 === 0 && act.id === 'grant';
  return {
    ...{ key, processKey: PROCESS, formKey: FORM, version: 1, demonstration: true, code: `DEMO-${key.toUpperCase()}` },
    name: words(`${organ.title.zh}${subject.zh}${act.name.zh}`, `${act.name.en} ${subject.en} (${organ.title.en})`),
    type: words('行政许可', 'Administrative licence'),
    themes: [THEMES[index % THEMES.length] ?? THEMES[0]],
    organ: { department: organ.id, window: 'window' },
    serviceObjects: index % 3 === 0 ? ['person'] : index % 3 === 1 ? ['company'] : ['person', 'company'],
    handling: words('承诺件', 'Promised item'),
    limits: limitsOf(act),
    questions: [
      { key: 'agent', text: words('是否由他人代办？', 'Does somebody else apply for you?'), options: YES_NO },
      {
        key: 'holdsLicence',
        text: words('是否已有有效证照？', 'Do you hold a valid licence already?'),
        options: YES_NO,
      },
    ],
    materials: materialsOf({ index, act }),
    visits: isOnSite
      ? [
          {
            step: words('现场勘验', 'Site inspection'),
            why: words('核对场所与申报是否一致', 'the premises are compared with the application'),
          },
        ]
      : [],
    channels: isOnSite ? ['window', 'online'] : ['window', 'online', 'selfService'],
    fee: { charged: false },
    policy: { tolerantAcceptance: index % 4 === 0, noticeAndPromise: index % 5 === 0 },
    notes: words('示范事项：编码与内容均为示例。', 'Demonstration item: codes and content are examples.'),
  };
}

function limitsOf({ days, statutory }: Making['act']): ItemLimit[] {
  const start = words('受理', 'acceptance');
  return [
    {
      key: 'decision',
      name: words('法定办结', 'Decision by law'),
      value: statutory,
      unit: 'workingDay',
      start,
      kind: 'statutory',
      legalBasis: LAW,
      element: null,
    },
    {
      key: 'promise',
      name: words('承诺办结', 'Promised decision'),
      value: days,
      unit: 'workingDay',
      start,
      kind: 'promised',
      legalBasis: null,
      element: null,
    },
  ];
}

function materialsOf({ index, act }: Pick<Making, 'index' | 'act'>): Material[] {
  const both = ['paper', 'electronic'] as const;
  const own = { source: 'applicant', forms: [...both], copies: 1 } as const;
  return [
    {
      code: 'M01',
      name: words('申请书', 'Application form'),
      type: 'applicationForm',
      required: true,
      ...own,
      forms: [...both],
    },
    {
      ...{
        code: 'M02',
        name: words('身份证明', 'Proof of identity'),
        type: 'licence',
        source: 'government',
        required: true,
      },
      ...{ forms: ['electronic'], copies: 0, waiver: { way: 'electronicLicence', topic: 'licence-library.fetch' } },
    },
    {
      ...{
        code: 'M03',
        name: words('授权委托书', 'Authorisation'),
        type: 'proof',
        required: true,
        ...own,
        forms: [...both],
      },
      appliesWhen: 'agent = "yes"',
    },
    ...(act.id === 'grant'
      ? [
          {
            code: 'M04',
            name: words('场所使用证明', 'Proof of the right to use the premises'),
            type: 'proof' as const,
            required: true,
            ...own,
            forms: [...both],
            mayFollow: index % 4 === 0,
          },
        ]
      : [
          {
            code: 'M05',
            name: words('原证照', 'The licence held so far'),
            type: 'licence' as const,
            required: true,
            ...own,
            forms: [...both],
            original: act.id === 'cancel',
            appliesWhen: 'holdsLicence = "yes"',
          },
        ]),
  ];
}

export async function useDemoItems(runtime: Pick<Runtime, 'pool' | 'clock' | 'definitions'>): Promise<void> {
  await putIntoUse(runtime, demoItems(readDepartmentContracts().map(({ name, title }) => ({ id: name, title }))));
}
