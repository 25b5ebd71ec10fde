import type { Material, Question, ServiceItem } from '../../engine/items/item.ts';

const words = (text: string) => ({ zh: text, en: text });

export const material = (code: string, more: Partial<Material> = {}): Material => ({
  ...{ code, name: words(code), type: 'proof', source: 'applicant', required: true },
  ...{ forms: ['paper', 'electronic'], copies: 1 },
  ...more,
});

export const question = (key: string, when?: string): Question => ({
  ...{ key, text: words(key) },
  options: ['yes', 'no'].map((value) => ({ value, label: words(value) })),
  ...(when !== undefined && { when }),
});

export const limit = (
  kind: ServiceItem['limits'][number]['kind'],
  value: number,
  more: Partial<ServiceItem['limits'][number]> = {},
) => ({
  ...{
    key: kind,
    name: words(kind),
    value,
    unit: 'workingDay' as const,
    start: words('acceptance'),
    kind,
    legalBasis: words('law'),
  },
  ...more,
});

export const item = (more: Partial<ServiceItem> = {}): ServiceItem => ({
  ...{
    key: 'shop',
    processKey: 'government-service',
    version: 1,
    code: 'X-1',
    name: words('shop'),
    type: words('licence'),
  },
  ...{ organ: { department: 'market-regulation' }, serviceObjects: ['company'], handling: words('promised') },
  ...{ limits: [], materials: [], channels: ['online'], fee: { charged: false } },
  ...more,
});
