import { expect } from 'chai';
import { answeredProblem, type Describe, shownProblem } from '../../../modeler/check/shown-problem.ts';

const NAMES: Readonly<Record<string, string>> = { lonely: '无人到达', plain: 'plain' };
const describeIn: Describe = (id) => ({ drawnId: id in NAMES ? id : null, name: NAMES[id] ?? id });

const t = (key: string): string => key;

const message = {
  zh: '应有从开始事件到“lonely”的路径，但没有；变量“area”、“plain”不变。',
  en: 'Expected a path from a start event to "lonely", but there is none.',
};
const problem = { rule: 'reachable', severity: 'warning', elementId: 'lonely', line: 1, column: 1, message } as const;

describe('modeler/check/shown-problem', () => {
  it('should call elements by what people know them by, and leave other quotations alone', () => {
    expect(shownProblem(problem, describeIn, { language: 'zh', t }).text).to.equal(
      '应有从开始事件到“无人到达”的路径，但没有；变量“area”、“plain”不变。',
    );
  });

  it('should do so with what the server answered', () => {
    const shown = answeredProblem({ ...problem, message: message.en }, describeIn, { language: 'en', t });

    expect(shown.text).to.equal('Expected a path from a start event to "无人到达", but there is none.');
    expect(shown).to.include({ drawnId: 'lonely', elementName: '无人到达' });
  });
});
