import { flows } from '../../support/bpmn.ts';
import { END, event, type Fixtures, PLAIN, ROOTS, START, TIMER, through } from './fixture.ts';

const collaboration = (inside: string, own = 'processRef="process"'): string =>
  `${ROOTS}<collaboration id="c"><participant id="p1" ${own}/><participant id="p2"/>${inside}</collaboration>`;

const messageFlow = (ends: string): string => collaboration(`<messageFlow id="mf" ${ends}/>`);

const TO_P2 = (source: string): string => messageFlow(`sourceRef="${source}" targetRef="p2"`);
const FROM_P2 = (target: string): string => messageFlow(`sourceRef="p2" targetRef="${target}"`);

const participant = (inside: string): string =>
  `<collaboration id="c"><participant id="p1">${inside}</participant></collaboration>`;

const range = (attributes: string): string => participant(`<participantMultiplicity ${attributes}/>`);

const conversation = (
  inside: string,
  refs = '<participantRef>p1</participantRef><participantRef>p2</participantRef>',
) => collaboration(`<conversation id="talk">${refs}</conversation>${inside}`);

const message = (head: string): string => event(head, 'message', 'messageRef="m"');
const around = (id: string, middle: string): string => `${START}${middle}${END}${flows(`s ${id} e`)}`;

const BOUNDARY = `${through('a', '<task id="a"/>')}${message('boundaryEvent id="b" attachedToRef="a"')}${flows('b e')}`;
const GATEWAY = `${START}<exclusiveGateway id="x"/><task id="a"/><task id="b"/>${END}${flows('s a x e', 's b x')}`;

export const COLLABORATION: Fixtures = {
  'pool-process': {
    valid: { definitions: collaboration('') },
    invalid: { definitions: collaboration('', 'processRef="m"'), at: ['p1'] },
  },
  'participant-interface': {
    valid: {
      definitions: `${ROOTS}<interface id="if" name="I"><operation id="op" name="O"><inMessageRef>m</inMessageRef></operation></interface>
        ${participant('<interfaceRef>if</interfaceRef>')}`,
    },
    invalid: { definitions: `${ROOTS}${participant('<interfaceRef>m</interfaceRef>')}`, at: ['p1'] },
  },
  'participant-range': {
    valid: { definitions: range('minimum="2" maximum="3"') },
    invalid: { definitions: range('minimum="3" maximum="2"'), at: ['p1'] },
  },
  'participant-minimum': {
    valid: { definitions: range('minimum="0" maximum="1"') },
    invalid: { definitions: range('minimum="-1" maximum="1"'), at: ['p1'] },
  },
  'participant-association': {
    valid: {
      definitions: collaboration(
        '<participantAssociation id="pa"><innerParticipantRef>p1</innerParticipantRef><outerParticipantRef>p2</outerParticipantRef></participantAssociation>',
      ),
    },
    invalid: {
      definitions: collaboration(
        '<participantAssociation id="pa"><innerParticipantRef>p1</innerParticipantRef></participantAssociation>',
      ),
      at: ['pa'],
    },
  },
  'message-flow-complete': {
    valid: { definitions: TO_P2('a') },
    invalid: { definitions: messageFlow('sourceRef="a"'), at: ['mf'] },
  },
  'message-flow-pools': {
    valid: { definitions: TO_P2('a') },
    invalid: {
      body: through('a b', '<task id="a"/><task id="b"/>'),
      definitions: messageFlow('sourceRef="a" targetRef="b"'),
      at: ['mf'],
    },
  },
  'message-flow-own-pool': {
    valid: { definitions: messageFlow('sourceRef="p1" targetRef="p2"') },
    invalid: { definitions: messageFlow('sourceRef="p1" targetRef="a"'), at: ['mf'] },
  },
  'message-flow-gateway': {
    valid: { body: GATEWAY, definitions: TO_P2('a') },
    invalid: { body: GATEWAY, definitions: TO_P2('x'), at: ['mf'] },
  },
  'message-flow-data': {
    valid: { body: `${PLAIN}<dataObject id="d"/>`, definitions: FROM_P2('a') },
    invalid: { body: `${PLAIN}<dataObject id="d"/>`, definitions: FROM_P2('d'), at: ['mf'] },
  },
  'message-flow-start-sends': {
    valid: { body: `${message('startEvent id="s"')}${END}${flows('s e')}`, definitions: FROM_P2('s') },
    invalid: { body: `${message('startEvent id="s"')}${END}${flows('s e')}`, definitions: TO_P2('s'), at: ['mf'] },
  },
  'message-flow-end-receives': {
    valid: { body: `${START}${message('endEvent id="e"')}${flows('s e')}`, definitions: TO_P2('e') },
    invalid: { body: `${START}${message('endEvent id="e"')}${flows('s e')}`, definitions: FROM_P2('e'), at: ['mf'] },
  },
  'message-flow-catch-sends': {
    valid: { body: around('c1', message('intermediateCatchEvent id="c1"')), definitions: FROM_P2('c1') },
    invalid: { body: around('c1', message('intermediateCatchEvent id="c1"')), definitions: TO_P2('c1'), at: ['mf'] },
  },
  'message-flow-throw-receives': {
    valid: { body: around('t1', message('intermediateThrowEvent id="t1"')), definitions: TO_P2('t1') },
    invalid: { body: around('t1', message('intermediateThrowEvent id="t1"')), definitions: FROM_P2('t1'), at: ['mf'] },
  },
  'message-flow-boundary-sends': {
    valid: { body: BOUNDARY, definitions: FROM_P2('b') },
    invalid: { body: BOUNDARY, definitions: TO_P2('b'), at: ['mf'] },
  },
  'message-flow-start-trigger': {
    valid: { body: `${message('startEvent id="s"')}${END}${flows('s e')}`, definitions: FROM_P2('s') },
    invalid: {
      body: `<startEvent id="s">${TIMER}</startEvent>${END}${flows('s e')}`,
      definitions: FROM_P2('s'),
      at: ['mf'],
    },
  },
  'message-flow-end-result': {
    valid: { body: `${START}${message('endEvent id="e"')}${flows('s e')}`, definitions: TO_P2('e') },
    invalid: { definitions: TO_P2('e'), at: ['mf'] },
  },
  'message-flow-message': {
    valid: { definitions: messageFlow('sourceRef="a" targetRef="p2" messageRef="m"') },
    invalid: { definitions: messageFlow('sourceRef="a" targetRef="p2" messageRef="g"'), at: ['mf'] },
  },
  'message-flow-association': {
    valid: {
      definitions: collaboration(
        '<messageFlow id="mf" sourceRef="a" targetRef="p2"/><messageFlowAssociation id="ma" innerMessageFlowRef="mf" outerMessageFlowRef="mf"/>',
      ),
    },
    invalid: {
      definitions: collaboration(
        '<messageFlow id="mf" sourceRef="a" targetRef="p2"/><messageFlowAssociation id="ma" innerMessageFlowRef="mf"/>',
      ),
      at: ['ma'],
    },
  },
  'conversation-participants': {
    valid: { definitions: conversation('') },
    invalid: { definitions: conversation('', '<participantRef>p1</participantRef>'), at: ['talk'] },
  },
  'conversation-link': {
    valid: { definitions: conversation('<conversationLink id="cl" sourceRef="p1" targetRef="talk"/>') },
    invalid: { definitions: conversation('<conversationLink id="cl" sourceRef="p1" targetRef="p2"/>'), at: ['cl'] },
  },
  'conversation-link-complete': {
    valid: { definitions: conversation('<conversationLink id="cl" sourceRef="talk" targetRef="p2"/>') },
    invalid: { definitions: conversation('<conversationLink id="cl" sourceRef="talk"/>'), at: ['cl'] },
  },
  'conversation-participant-kind': {
    valid: { definitions: conversation('') },
    invalid: {
      definitions: conversation(
        '',
        '<participantRef>p1</participantRef><participantRef>p2</participantRef><participantRef>m</participantRef>',
      ),
      at: ['talk'],
    },
  },
  'choreography-refused': {
    valid: {},
    invalid: { definitions: '<choreography id="ch"/>', at: ['ch'] },
  },
  'process-type-values': {
    valid: { attributes: 'processType="Private"' },
    invalid: { attributes: 'processType="Secret"', at: ['process'] },
  },
  'process-public': {
    valid: { attributes: 'processType="None"' },
    invalid: { attributes: 'processType="Public"', at: ['process'] },
  },
  'process-open': {
    valid: { attributes: 'isClosed="false"' },
    invalid: { attributes: 'isClosed="true"', at: ['process'] },
  },
  'process-supports': {
    valid: {
      body: `${PLAIN}<supports>other</supports>`,
      definitions: '<process id="other" isExecutable="true"><task id="t"/></process>',
    },
    invalid: { body: `${PLAIN}<supports>m</supports>`, definitions: ROOTS, at: ['process'] },
  },
  'process-collaboration': {
    valid: { definitions: collaboration(''), attributes: 'definitionalCollaborationRef="c"' },
    invalid: { definitions: ROOTS, attributes: 'definitionalCollaborationRef="m"', at: ['process'] },
  },
};
