import { expect } from 'chai';
import { randomFrom } from '../../../adapters/kit/random.ts';
import { wishFor } from '../../../engine/boot/town/catalogue.ts';
import type { ServiceItem } from '../../../engine/items/item.ts';
import { item, material, question } from '../../items/items.ts';

const items: readonly ServiceItem[] = [
  item({ key: 'companies', serviceObjects: ['company'] }),
  ...['first', 'second', 'third'].map((key) =>
    item({
      ...{ key, serviceObjects: ['person', 'company'] as const },
      questions: [question('agent'), question('notarised', 'agent = "yes"')],
      materials: [material('form'), material('authorisation', { appliesWhen: 'agent = "yes"' })],
    } as Partial<ServiceItem>),
  ),
];

const wishes = (values: Readonly<Record<string, unknown>> = {}) =>
  Array.from({ length: 400 }, (_, index) =>
    wishFor(items, { values, channel: 'online', random: randomFrom('wish', String(index)) }),
  );

const countOf = (all: ReturnType<typeof wishes>, key: string): number => all.filter((wish) => wish?.key === key).length;

describe('boot/town/catalogue', () => {
  it('should apply for what is popular more often, the same each time', () => {
    const all = wishes();

    expect(countOf(all, 'companies')).to.be.above(countOf(all, 'first'));
    expect(countOf(all, 'first')).to.be.above(countOf(all, 'third'));
    expect(countOf(all, 'third')).to.be.above(0);
    expect(wishes()).to.deep.equal(all);
  });

  it('should apply for nothing that is not for whoever applies', () => {
    expect(countOf(wishes({ applicantType: 'person' }), 'companies')).to.equal(0);
    expect(wishFor(items, { values: { applicantType: 'other' }, channel: 'online', random: () => 0 })).to.equal(
      undefined,
    );
  });

  it('should answer what is asked, as the application says it, and have the materials that follow', () => {
    const told = wishes({ applicantType: 'person', agent: 'yes' });
    const answered = told.map((wish) => Object.keys(wish?.answers ?? {}).join());

    expect([...new Set(answered)]).to.deep.equal(['agent,notarised']);
    expect(told.every((wish) => wish?.answers.agent === 'yes')).to.equal(true);
    expect(told[0]?.materials.map(({ code }) => code)).to.deep.equal(['form', 'authorisation']);
    for (const { answers, materials } of wishes({ applicantType: 'person' }).flatMap((wish) => wish ?? []))
      expect([answers.notarised !== undefined, materials.length]).to.deep.equal(
        answers.agent === 'yes' ? [true, 2] : [false, 1],
      );
  });
});
