import { expect } from 'chai';
import { agentAnswer, agentAnswers, isComplete, NO_AGENT, saysAgent, withAgent } from '../../../apps/portal/agent.ts';
import { knownFrom, withoutAnswered } from '../../../apps/portal/answered-fields.ts';
import { type AskedConsent, afterRefusals, unanswered } from '../../../apps/portal/consents.ts';
import { answersIn, appliedItem, type GuidedMaterial, queryOf } from '../../../apps/portal/items.ts';
import { limitWords } from '../../../apps/portal/limit-words.ts';
import type { BundledItem } from '../../../apps/portal/load-bundle.ts';
import { mergeForms } from '../../../apps/portal/merge-forms.ts';
import { openCases } from '../../../apps/portal/open-cases.ts';
import { material, question } from '../../items/items.ts';

type Clock = Parameters<typeof limitWords>[0][number];

describe('answers of the guide', () => {
  it('should travel with the address, whatever their questions are called', () => {
    const answers = { keys: 'yes', agent: 'no' };

    expect(answersIn({ ...queryOf(answers), keys: 'a,b', submitted: '1' })).to.deep.equal(answers);
  });

  it('should not take what was repeated or left empty', () => {
    expect(answersIn({ 'a.one': ['x', 'y'], 'a.two': '', 'a.three': null, 'a.four': 'z' })).to.deep.equal({
      four: 'z',
    });
  });
});

describe('agents', () => {
  const agent = { is: true, agentName: ' 王代办 ', agentId: '', agentPhone: '1' };

  it('should be named with a number to reach them', () => {
    expect(isComplete(NO_AGENT)).to.equal(true);
    expect(isComplete({ ...agent, agentPhone: ' ' })).to.equal(false);
    expect(isComplete(agent)).to.equal(true);
  });

  it('should go with the answers, and nothing where people apply for themselves', () => {
    expect(agentAnswers(agent)).to.deep.equal({ agentName: '王代办', agentPhone: '1' });
    expect(agentAnswers({ ...agent, is: false })).to.deep.equal({});
  });

  it('should answer a guide that asks for them itself', () => {
    expect(agentAnswer([question('agent')], true)).to.deep.equal({ agent: 'yes' });
    expect(agentAnswer([question('agent')], false)).to.deep.equal({ agent: 'no' });
    expect(agentAnswer([question('other')], true)).to.deep.equal({});
    expect(agentAnswer([question('byAgent')], true)).to.deep.equal({ byAgent: 'yes' });
    expect([saysAgent({ byAgent: 'yes' }), saysAgent({ agent: 'no' })]).to.deep.equal([true, false]);
  });

  it('should be entered where a form has a place for them, unless it says something', () => {
    expect(withAgent({ agentName: null }, agent)).to.deep.equal({ agentName: '王代办' });
    expect(withAgent({ agentName: '李' }, agent)).to.deep.equal({ agentName: '李' });
    expect(withAgent({}, NO_AGENT)).to.deep.equal({});
  });
});

describe('one form of several', () => {
  const field = (key: string, required = false) => ({ id: `Field_${key}`, key, validate: { required, maxLength: 9 } });

  it('should ask once what is asked twice, and need what one of them needs', () => {
    const merged = mergeForms([
      { components: [field('name'), field('phone', true)] },
      { components: [field('phone'), field('name', true), field('area')] },
    ]);

    expect(merged.components).to.deep.equal([
      field('name', true),
      field('phone', true),
      { ...field('area'), id: 'Field_area_1' },
    ]);
  });

  it('should keep texts, which have no key, and ids apart', () => {
    const { components = [] } = mergeForms([{ components: [{ id: 'Text' }] }, { components: [{ id: 'Text' }] }]);

    expect(components.map(({ id }) => id)).to.deep.equal(['Text', 'Text_1']);
  });

  it('should leave a single form as it is', () => {
    const form = { components: [field('name')] };

    expect(mergeForms([form])).to.equal(form);
    expect(mergeForms([])).to.deep.equal({ components: [] });
  });
});

describe('what was asked once', () => {
  const choice = (key: string, ...values: string[]) => ({ id: key, key, values: values.map((value) => ({ value })) });
  const keysOf = (form: ReturnType<typeof withoutAnswered>) => form.components?.map(({ key }) => key);
  const form = { components: [choice('byAgent', 'yes', 'no'), { key: 'agentName' }, choice('size', 'small', 'large')] };
  const questions = [question('byAgent'), question('size')];

  it('should not be asked by the form again, and still be known to the case', () => {
    expect(keysOf(withoutAnswered(form, questions))).to.deep.equal(['size']);
    expect(knownFrom(form, questions, { byAgent: 'yes', size: 'yes', other: 'yes' })).to.deep.equal({ byAgent: 'yes' });
    expect(knownFrom(form, questions, {})).to.deep.equal({});
  });

  it('should be looked for in groups, and asked by the form where the guide does not', () => {
    const group = { components: [{ id: 'Group', components: [choice('byAgent', 'yes', 'no'), { key: 'name' }] }] };

    expect(withoutAnswered(group, questions).components?.[0]?.components).to.deep.equal([{ key: 'name' }]);
    expect(knownFrom(group, questions, { byAgent: 'no' })).to.deep.equal({ byAgent: 'no' });
    expect(withoutAnswered(group, [])).to.deep.equal(group);
  });

  it('should leave the name of the agent in a form whose other fields look at it', () => {
    const looking = { key: 'authorisation', conditional: { hide: '=agentName = null' } };

    expect(keysOf(withoutAnswered({ components: [{ key: 'agentName' }, looking] }, []))).to.deep.equal([
      'agentName',
      'authorisation',
    ]);
  });
});

describe('opening cases', () => {
  const bundled = (key: string, fields: readonly string[], asked: readonly string[] = []) =>
    ({ item: { key }, startable: true, fields, asked }) as BundledItem;
  const items = [bundled('a', ['name']), bundled('b', ['name', 'area'], ['tax', 'police'])];
  const said = { police: false, tax: true, land: true };
  const given = { items, answers: { agent: 'no' }, entered: { name: '刘明', area: 5 }, said, number: 'N' };

  it('should carry the signature of whoever is at the counter under each answer', async () => {
    const sent: unknown[] = [];
    const post = async (_: string, { body }: { body: { consents?: unknown } }) => {
      sent.push(body.consents);
      return { instanceId: 'case' };
    };
    const signature = { by: ' 刘明 ', on: 'pad', reference: '' } as const;

    await openCases({ post } as never, { ...given, signature, opened: new Map() });

    const signed = { by: '刘明', on: 'pad' };
    expect(sent).to.deep.equal([
      undefined,
      [
        { code: 'tax', given: true, signed },
        { code: 'police', given: false, signed },
      ],
    ]);
  });

  it('should give each form what it knows, each process what was said to it, and one number with a suffix', async () => {
    const asked: unknown[] = [];
    const post = async (_: string, { path, body }: { path: { key: string }; body: unknown }) => {
      asked.push([path.key, body]);
      return { instanceId: `case-${path.key}` };
    };

    const cases = await openCases({ post } as never, { ...given, opened: new Map() });

    expect(cases).to.deep.equal(['case-a', 'case-b']);
    expect(asked).to.deep.equal([
      ['a', { answers: given.answers, variables: { name: '刘明' }, businessKey: 'N-1' }],
      [
        'b',
        {
          ...{ answers: given.answers, variables: { name: '刘明', area: 5 }, businessKey: 'N-2' },
          consents: [
            { code: 'tax', given: true },
            { code: 'police', given: false },
          ],
        },
      ],
    ]);
  });

  it('should not open a case twice where a later one was refused and all is sent again', async () => {
    const asked: string[] = [];
    let refuses = true;
    const post = async (_: string, { path: { key } }: { path: { key: string } }) => {
      asked.push(key);
      if (key === 'b' && refuses) throw new Error('refused');
      return { instanceId: `case-${key}` };
    };
    const applying = { ...given, opened: new Map<string, string>() };

    const first = await openCases({ post } as never, applying).catch(({ message }) => message);
    refuses = false;
    const second = await openCases({ post } as never, applying);

    expect(first).to.equal('refused');
    expect(second).to.deep.equal(['case-a', 'case-b']);
    expect(asked).to.deep.equal(['a', 'b', 'b']);
  });
});

describe('what is asked about shared data', () => {
  const asked = [
    { code: 'a', topic: 'police.check' },
    { code: 'b', topic: 'tax.check' },
  ] as AskedConsent[];
  const held = (code: string, topic?: string): GuidedMaterial => ({
    material: material(code, { waiver: { way: 'dataSharing', ...(topic !== undefined && { topic }) } }),
    how: 'held',
  });

  it('should be answered one by one, a refusal too', () => {
    expect(unanswered(asked, {})).to.deep.equal(['a', 'b']);
    expect(unanswered(asked, { a: false })).to.deep.equal(['b']);
    expect(unanswered(asked, { a: false, b: true })).to.deep.equal([]);
  });

  it('should have handed in what a department must not be asked for, and nothing else', () => {
    const materials = [held('1', 'police.check'), held('2', 'tax.check'), held('3')];

    const hows = (said: Record<string, boolean>) => afterRefusals(materials, asked, said).map(({ how }) => how);

    expect(hows({ a: false, b: true })).to.deep.equal(['bring', 'held', 'held']);
    expect(hows({})).to.deep.equal(['held', 'held', 'held']);
  });
});

describe('limits in plain words', () => {
  const clock = (more: Partial<Clock>): Clock =>
    ({
      clock: 'promised',
      state: 'running',
      dueAt: '2026-03-10T16:00:00Z',
      remainingWorkingDays: 5,
      provisional: false,
      basis: null,
      ...more,
    }) as Clock;

  it('should tell the limit of the whole that is over first, not those of steps or that have ended', () => {
    const told = limitWords([
      clock({ clock: 'step', dueAt: '2026-03-02T16:00:00Z' }),
      clock({ clock: 'acceptance', state: 'stopped', dueAt: '2026-03-03T16:00:00Z' }),
      clock({ clock: 'statutory', dueAt: '2026-03-20T16:00:00Z', remainingWorkingDays: 13 }),
      clock({}),
    ]);

    expect(told).to.include({ key: 'left', what: 'finish', days: 5, dueAt: '2026-03-10T16:00:00Z' });
    expect(limitWords([])).to.equal(null);
  });

  it('should say when it is due today, over, or not counted', () => {
    expect(limitWords([clock({ remainingWorkingDays: 0 })])?.key).to.equal('today');
    expect(limitWords([clock({ remainingWorkingDays: -3 })])).to.include({ key: 'over', days: 3 });
    expect(limitWords([clock({ state: 'paused' })])?.key).to.equal('paused');
  });

  it('should tell applicants how long they have themselves', () => {
    const told = limitWords([
      clock({ clock: 'statutory', state: 'paused', dueAt: '2026-03-20T16:00:00Z' }),
      clock({ clock: 'correction' }),
    ]);

    expect(told).to.include({ key: 'yours', days: 5 });
  });
});

describe('what a case was applied for', () => {
  it('should be nothing where it was not an item', () => {
    expect(appliedItem({ variables: {} })).to.equal(null);
    expect(appliedItem({ variables: { serviceItem: 'forged' } })).to.equal(null);
  });
});
