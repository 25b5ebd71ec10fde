/** Entries of the catalogue from what departments have agreed on. Only what can be asked without consequences is data to share. */
import { IDENTITY_KINDS } from '../identity/identity.ts';
import type { DataEntry, DataLevel, InformationItem } from './entry.ts';

interface Words {
  readonly zh: string;
  readonly en: string;
}

type Schema = Readonly<Record<string, unknown>>;

/** The part of a contract that the catalogue is made of. */
export interface ContractOfData {
  readonly name: string;
  readonly title: Words;
  readonly operations: readonly {
    readonly topic: string;
    readonly title: Words;
    readonly effect: 'query' | 'change';
    readonly request: Schema;
    readonly answer: Schema;
    readonly levels: Readonly<Record<string, { readonly level: DataLevel; readonly sensitive?: boolean }>>;
    readonly slo: { readonly timeoutMs: number };
  }[];
}

const BASIS = '国令第716号；数据安全法第二十一条';
const BASIS_EN =
  'Regulations on the Sharing of Government Data (State Council Order 716); Data Security Law, article 21';
const OBJECTION_DAYS = 5;

export function entriesOf({ name, title: provider, operations }: ContractOfData, since: number): DataEntry[] {
  return operations
    .filter(({ effect }) => effect === 'query')
    .map(({ topic, title, request, answer, levels, slo }) => {
      const items = Object.keys(properties(answer)).map((item) => itemOf(item, levels));
      const highest = Math.max(1, ...items.map(({ level }) => level));
      return {
        code: topic,
        element: topic,
        copyOf: null,
        nameZh: title.zh,
        nameEn: title.en,
        provider: name,
        providerZh: provider.zh,
        providerEn: provider.en,
        topic,
        subject: subjectOf(request),
        items,
        updateCycle: 'real-time',
        sharing:
          highest >= 3 || isPersonal(request) || items.some(({ sensitive }) => sensitive)
            ? 'conditional'
            : 'unconditional',
        opening: highest === 1 ? 'on-request' : 'closed',
        basis: BASIS,
        basisEn: BASIS_EN,
        format: 'JSON',
        processGrant: false,
        objectionDays: OBJECTION_DAYS,
        sloMs: slo.timeoutMs,
        since,
        until: null,
      };
    });
}

const properties = (schema: Schema): Schema => (schema.properties ?? {}) as Schema;

/** A list or an object is as high as the highest of what it holds. */
function itemOf(name: string, levels: ContractOfData['operations'][number]['levels']): InformationItem {
  const inside = Object.entries(levels).filter(([path]) => path === name || path.startsWith(`${name}.`));
  return {
    name,
    nameZh: name,
    nameEn: name,
    level: Math.max(1, ...inside.map(([, { level }]) => level)) as DataLevel,
    sensitive: inside.some(([, { sensitive }]) => sensitive === true),
  };
}

const IDENTITIES: readonly unknown[] = Object.keys(IDENTITY_KINDS);

/** Numbers of people, not of companies: what is told about a person is told on conditions (PIPL, articles 13 and 23). */
const PEOPLE: readonly unknown[] = ['permanent-residence-card', 'residence-permit', 'resident-id'];

const isPersonal = (request: Schema): boolean => {
  const subject = subjectOf(request);
  return subject !== null && PEOPLE.includes((properties(request)[subject] as Schema).format);
};

const subjectOf = (request: Schema): string | null =>
  Object.entries(properties(request)).find(([, schema]) => IDENTITIES.includes((schema as Schema).format))?.[0] ?? null;
