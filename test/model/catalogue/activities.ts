import { bpmn, flows } from '../../support/bpmn.ts';
import { END, type Fixtures, ROOTS, START, through } from './fixture.ts';

const owner = (inside: string, tag = 'userTask'): string =>
  through('a', `<${tag} id="a"><potentialOwner id="o">${inside}</potentialOwner></${tag}>`);

const EXPRESSION =
  '<resourceAssignmentExpression><formalExpression>clerks</formalExpression></resourceAssignmentExpression>';

const service = (attributes: string): string => through('a', `<serviceTask id="a" tb:topic="t" ${attributes}/>`);

const one = (element: string): string => through('a', element);

const RECEIVE = (attributes: string): string => `<receiveTask id="a" messageRef="m" ${attributes}/>`;

const OPENING = `${RECEIVE('instantiate="true"')}${END}${flows('a e')}`;

const sub = (inside: string): string =>
  `${START}<subProcess id="sub">${inside}</subProcess><endEvent id="e0"/>${flows('s sub e0')}`;

const call = (attributes: string): string => one(`<callActivity id="a" ${attributes}/>`);

const OWN = '<definitions xmlns:own="urn:test" ';

const GLOBAL = '<globalTask id="global"/>';

export const ACTIVITIES: Fixtures = {
  'start-quantity': {
    valid: { body: one('<task id="a" startQuantity="1"/>') },
    invalid: { body: one('<task id="a" startQuantity="0"/>'), at: ['a'] },
  },
  'completion-quantity': {
    valid: { body: one('<task id="a" completionQuantity="2"/>') },
    invalid: { body: one('<task id="a" completionQuantity="-1"/>'), at: ['a'] },
  },
  'role-expression': {
    valid: { body: owner(EXPRESSION) },
    invalid: {
      body: one(
        '<userTask id="a"><potentialOwner id="o"/><humanPerformer id="h"><resourceAssignmentExpression><formalExpression>li</formalExpression></resourceAssignmentExpression></humanPerformer></userTask>',
      ),
      at: ['o'],
    },
  },
  'role-resource': {
    valid: { body: owner(EXPRESSION) },
    invalid: { body: owner(`${EXPRESSION}<resourceRef>m</resourceRef>`), definitions: ROOTS, at: ['o'] },
  },
  'role-place': {
    valid: { body: owner(EXPRESSION) },
    invalid: { body: owner(EXPRESSION, 'task'), at: ['o'] },
  },
  'service-implementation': {
    valid: { body: service('implementation="##unspecified"') },
    invalid: { body: service('implementation="urn:soap"'), at: ['a'] },
  },
  'service-operation': {
    valid: { body: service('') },
    invalid: { body: service('operationRef="m"'), definitions: ROOTS, at: ['a'] },
  },
  'send-message': {
    valid: { body: one('<sendTask id="a" messageRef="m"/>'), definitions: ROOTS },
    invalid: { body: one('<sendTask id="a" messageRef="g"/>'), definitions: ROOTS, at: ['a'] },
  },
  'receive-message': {
    valid: { body: one(RECEIVE('')), definitions: ROOTS },
    invalid: { body: one('<receiveTask id="a"/>'), at: ['a'] },
  },
  'receive-message-kind': {
    valid: { body: one(RECEIVE('')), definitions: ROOTS },
    invalid: { body: one('<receiveTask id="a" messageRef="r"/>'), definitions: ROOTS, at: ['a'] },
  },
  'receive-instantiate': {
    valid: { body: OPENING, definitions: ROOTS },
    invalid: { body: one(RECEIVE('instantiate="true"')), definitions: ROOTS, at: ['a'] },
  },
  'receive-instantiate-top': {
    valid: { body: OPENING, definitions: ROOTS },
    invalid: { body: sub(OPENING), definitions: ROOTS, at: ['a'] },
  },
  'receive-instantiate-loop': {
    valid: { body: OPENING, definitions: ROOTS },
    invalid: {
      body: OPENING.replace('/>', '><standardLoopCharacteristics loopMaximum="2"/></receiveTask>'),
      definitions: ROOTS,
      at: ['a'],
    },
  },
  'script-present': {
    valid: { body: one('<scriptTask id="a"><script>1 + 1</script></scriptTask>') },
    invalid: { body: one('<scriptTask id="a"/>'), at: ['a'] },
  },
  'script-language': {
    valid: { body: one('<scriptTask id="a" scriptFormat="feel"><script>1 + 1</script></scriptTask>') },
    invalid: { body: one('<scriptTask id="a" scriptFormat="groovy"><script>1 + 1</script></scriptTask>'), at: ['a'] },
  },
  'call-target': { valid: { body: call('calledElement="other"') }, invalid: { body: call(''), at: ['a'] } },
  'call-qualified': {
    valid: {
      xml: bpmn(call('calledElement="own:global"'), { definitions: GLOBAL }).replace('<definitions ', OWN),
    },
    invalid: {
      xml: bpmn(call('calledElement="own:m"'), { definitions: ROOTS }).replace('<definitions ', OWN),
      at: ['a'],
    },
  },
  'call-callable': {
    valid: { body: call('calledElement="global"'), definitions: GLOBAL },
    invalid: { body: call('calledElement="m"'), definitions: ROOTS, at: ['a'] },
  },
  'global-task-data': {
    valid: { definitions: GLOBAL },
    invalid: {
      definitions:
        '<globalTask id="global"><ioSpecification id="io"><inputSet id="is"/><outputSet id="os"/></ioSpecification></globalTask>',
      at: ['io'],
    },
  },
};
