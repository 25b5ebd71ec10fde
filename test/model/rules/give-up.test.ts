import { flows } from '../../support/bpmn.ts';
import { verify } from './verify.ts';

const ERROR = '<error id="e" errorCode="by-hand"/>';
const caught = (ref = 'errorRef="e"') =>
  `<boundaryEvent id="hand" attachedToRef="ask"><errorEventDefinition ${ref}/></boundaryEvent>`;
const ask = (attributes: string) => `<serviceTask id="ask" tb:topic="tax" ${attributes}/>`;

verify('give-up', {
  valid: [
    { name: 'a task that makes an incident', body: ask('') },
    {
      name: 'a manual path that leads to a person',
      body: `${ask('tb:manualPath="by-hand"')}${caught()}<task id="x"/><userTask id="p"/>${flows('hand x p')}`,
      definitions: ERROR,
    },
    {
      name: 'one whose person is in a sub-process',
      body: `${ask('tb:manualPath="by-hand"')}${caught('')}<subProcess id="s"><userTask id="p"/></subProcess>${flows('hand s')}`,
    },
    {
      name: 'an error caught further out',
      body: `<subProcess id="s">${ask('tb:giveUp="by-hand"')}</subProcess>
        <boundaryEvent id="hand" attachedToRef="s"><errorEventDefinition errorRef="e"/></boundaryEvent><task id="x"/>${flows('hand x')}`,
      definitions: ERROR,
    },
    {
      name: 'an error caught by an event sub-process with a person',
      body: `${ask('tb:manualPath="by-hand"')}<subProcess id="s" triggeredByEvent="true"><startEvent id="on"><errorEventDefinition errorRef="e"/></startEvent>
        <userTask id="p"/>${flows('on p')}</subProcess>`,
      definitions: ERROR,
    },
  ],
  invalid: [
    { name: 'an error that nobody catches', body: ask('tb:giveUp="by-hand"'), at: ['ask'] },
    {
      name: 'an error of which another is caught',
      body: `${ask('tb:manualPath="other"')}${caught()}<userTask id="p"/>${flows('hand p')}`,
      definitions: ERROR,
      at: ['ask'],
    },
    {
      name: 'a manual path without a person',
      body: `${ask('tb:manualPath="by-hand"')}${caught()}<task id="x"/>${flows('hand x')}`,
      definitions: ERROR,
      at: ['ask'],
    },
    {
      name: 'a person in another branch',
      body: `${ask('tb:manualPath="by-hand"')}${caught()}<endEvent id="x"/><userTask id="p"/>${flows('hand x', 'ask p')}`,
      definitions: ERROR,
      at: ['ask'],
    },
  ],
});
