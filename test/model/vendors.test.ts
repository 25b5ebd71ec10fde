import { expect } from 'chai';
import { compileModel } from '../../engine/model/compile.ts';
import { bpmn, flows } from '../support/bpmn.ts';

const URIS: Readonly<Record<string, string>> = {
  camunda: 'http://camunda.org/schema/1.0/bpmn',
  activiti: 'http://activiti.org/bpmn',
  flowable: 'http://flowable.org/bpmn',
  zeebe: 'http://camunda.org/schema/zeebe/1.0',
};

const model = (attributes: string, extension: string): string =>
  bpmn(
    `<startEvent id="s"/><task id="t" ${attributes}><extensionElements>${extension}</extensionElements></task><endEvent id="e"/>${flows('s t e')}`,
  ).replace(
    '<definitions',
    `<definitions ${Object.entries(URIS)
      .map(([prefix, uri]) => `xmlns:${prefix}="${uri}"`)
      .join(' ')}`,
  );

async function warnings(attributes: string, extension = '') {
  const { graphs, problems } = await compileModel(model(attributes, extension));
  expect(problems.filter(({ severity }) => severity === 'error')).to.deep.equal([]);
  expect(graphs).to.have.length(1);
  return problems.filter(({ rule }) => rule === 'extension-not-read').map(({ message }) => message);
}

/** Extensions with execution meaning that models of the field carry. */
const CARRIED: Readonly<Record<string, readonly string[]>> = {
  'camunda attributes':
    'assignee candidateUsers candidateGroups dueDate followUpDate priority formKey formRef type topic asyncBefore asyncAfter exclusive resultVariable decisionRef historyTimeToLive versionTag class expression delegateExpression collection elementVariable initiator candidateStarterGroups jobPriority'.split(
      ' ',
    ),
  'camunda elements':
    'formData inputOutput properties executionListener taskListener failedJobRetryTimeCycle in out connector field'.split(
      ' ',
    ),
  'flowable attributes':
    'assignee candidateUsers candidateGroups dueDate formKey skipExpression collection elementVariable async class delegateExpression'.split(
      ' ',
    ),
  'flowable elements': 'taskListener executionListener formProperty in out field'.split(' '),
  'activiti attributes': 'assignee candidateUsers candidateGroups formKey skipExpression class'.split(' '),
  'zeebe elements':
    'taskDefinition ioMapping taskHeaders assignmentDefinition taskSchedule formDefinition userTask calledElement calledDecision loopCharacteristics subscription script versionTag executionListeners taskListeners priorityDefinition properties'.split(
      ' ',
    ),
};

describe('model: extensions of other engines', () => {
  for (const [what, names] of Object.entries(CARRIED)) {
    it(`should deploy, and say of each of the ${what} what to use instead`, async () => {
      const [prefix, kind] = what.split(' ');
      const told = await Promise.all(
        names.map((name) =>
          kind === 'attributes' ? warnings(`${prefix}:${name}="x"`) : warnings('', `<${prefix}:${name} a="x"/>`),
        ),
      );

      expect(told.map(([message]) => message?.en.includes('; use ') && message.zh.includes('请改用'))).to.deep.equal(
        names.map(() => true),
      );
      told.forEach(([message], i) => {
        expect(message?.en).to.contain(`${prefix}:${names[i]} `);
      });
    });
  }

  it('should tell of each once, with how often it is used', async () => {
    const [first, ...more] = await warnings('', '<zeebe:properties/><zeebe:properties/>');

    expect(first?.en).to.contain('zeebe:properties (used 2 times)');
    expect(more).to.deep.equal([]);
  });

  it('should deploy what others put outside extensionElements, and say that it has no effect', async () => {
    const xml = bpmn(`<startEvent id="s"/><endEvent id="e"><v:note xmlns:v="urn:v"/></endEvent>${flows('s e')}`);
    const { graphs, problems } = await compileModel(xml);

    expect(graphs).to.have.length(1);
    expect(problems.map(({ rule, severity }) => `${severity} ${rule}`)).to.deep.equal([
      'warning unknown-element',
      'warning foreign-extension',
    ]);
  });
});
