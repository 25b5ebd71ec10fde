import { expect } from 'chai';
import { progressOf } from '../../../apps/portal/progress.ts';

type Element = Parameters<typeof progressOf>[0]['elements'][number];

const element = (type: string, name: string): Element => ({
  id: name,
  elementId: name,
  name,
  type,
  state: 'active',
  since: '2026-01-01T00:00:00Z',
  parentElementInstanceId: null,
  instanceId: 'i',
  definitionId: 'd',
});

describe('progress in plain words', () => {
  it('should name the steps that are worked on, each once', () => {
    const elements = [
      element('userTask', '审查'),
      element('userTask', '审查'),
      element('serviceTask', '调取证照'),
      element('parallelGateway', '汇合'),
    ];

    expect(progressOf({ status: 'active', closedAs: null, elements, awaits: [] })).to.deep.equal({
      key: 'now',
      names: ['审查', '调取证照'],
    });
  });

  it('should name the step and not the part of the process it lies in', () => {
    const part = { ...element('callActivity', '收件与受理'), id: 'part' };
    const step = { ...element('userTask', '收件'), id: 'step', parentElementInstanceId: 'part' };

    expect(progressOf({ status: 'active', closedAs: null, elements: [part, step], awaits: [] }).names).to.deep.equal([
      '收件',
    ]);
  });

  it('should say that it waits where nobody works on it', () => {
    expect(
      progressOf({ status: 'active', closedAs: null, elements: [element('eventBasedGateway', '等待')], awaits: [] })
        .key,
    ).to.equal('waiting');
  });

  it('should say that it waits for the applicant, unless somebody works on it as well', () => {
    const awaits = [{ message: 'rating.submitted', elementId: 'c', name: '评价', since: '2026-01-01T00:00:00Z' }];

    expect(progressOf({ status: 'active', closedAs: null, elements: [], awaits }).key).to.equal('you');
    expect(
      progressOf({ status: 'active', closedAs: null, elements: [element('userTask', '审查')], awaits }).key,
    ).to.equal('now');
  });

  it('should tell nothing of the inside of a failure', () => {
    expect(
      progressOf({ status: 'incident', closedAs: null, elements: [element('serviceTask', '调取证照')], awaits: [] }),
    ).to.deep.equal({
      key: 'trouble',
      names: [],
    });
  });

  it('should say how it ended', () => {
    expect(progressOf({ status: 'completed', closedAs: null, elements: [], awaits: [] }).key).to.equal('completed');
    expect(progressOf({ status: 'terminated', closedAs: 'refused', elements: [], awaits: [] }).key).to.equal(
      'terminated',
    );
    expect(progressOf({ status: 'terminated', closedAs: 'withdrawn', elements: [], awaits: [] }).key).to.equal(
      'withdrawn',
    );
  });
});
