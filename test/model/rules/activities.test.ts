import { bpmn } from '../../support/bpmn.ts';
import { verify } from './verify.ts';

const extended = (type: string, inside: string, attributes = '') =>
  `<${type} id="a" ${attributes}><extensionElements>${inside}</extensionElements></${type}>`;
const loop = (inside: string, attributes = '') =>
  `<task id="a"><multiInstanceLoopCharacteristics ${attributes}>${inside}</multiInstanceLoopCharacteristics></task>`;
const owner = (role: string, expression: string) =>
  `<${role}><resourceAssignmentExpression><formalExpression>${expression}</formalExpression></resourceAssignmentExpression></${role}>`;

verify('call-without-target', {
  valid: [{ name: 'a calledElement', body: '<callActivity id="a" calledElement="other"/>' }],
  invalid: [{ name: 'no calledElement', body: '<callActivity id="a"/>', at: ['a'] }],
});

verify('binding-invalid', {
  valid: [
    { name: 'a version', body: '<callActivity id="a" calledElement="o" tb:binding="version" tb:version="3"/>' },
    {
      name: 'a version tag',
      body: '<callActivity id="a" calledElement="o" tb:binding="versionTag" tb:versionTag="v1"/>',
    },
  ],
  invalid: [
    { name: 'an unknown binding', body: '<callActivity id="a" calledElement="o" tb:binding="newest"/>', at: ['a'] },
    {
      name: 'a version that is missing',
      body: '<callActivity id="a" calledElement="o" tb:binding="version"/>',
      at: ['a'],
    },
    {
      name: 'version 0',
      body: '<callActivity id="a" calledElement="o" tb:binding="version" tb:version="0"/>',
      at: ['a'],
    },
    {
      name: 'a tag that is missing',
      body: '<callActivity id="a" calledElement="o" tb:binding="versionTag"/>',
      at: ['a'],
    },
  ],
});

verify('topic-missing', {
  valid: [
    { name: 'a topic', body: '<serviceTask id="a" tb:topic="t"/>' },
    {
      name: 'a send task with a message',
      body: '<sendTask id="a" messageRef="m"/>',
      definitions: '<message id="m" name="M"/>',
    },
  ],
  invalid: [
    {
      name: 'service, send and business rule tasks without',
      body: '<serviceTask id="a"/><sendTask id="b"/><businessRuleTask id="c"/>',
      at: ['a', 'b', 'c'],
    },
  ],
});

verify('topic-and-message', {
  valid: [{ name: 'a topic alone', body: '<sendTask id="a" tb:topic="t"/>' }],
  invalid: [
    {
      name: 'both',
      body: '<sendTask id="a" messageRef="m" tb:topic="t"/>',
      definitions: '<message id="m" name="M"/>',
      at: ['a'],
    },
  ],
});

verify('topic-and-decision', {
  valid: [
    { name: 'a topic', body: '<businessRuleTask id="a" tb:topic="t"/>' },
    {
      name: 'decisions in every version they may have',
      body: `<businessRuleTask id="a" tb:decision="d" tb:resultVariable="r"/>
        <serviceTask id="b" tb:decision="=choice" tb:binding="version" tb:version="2"/>
        <businessRuleTask id="c" tb:decision="d" tb:binding="versionTag" tb:versionTag="2026"/>
        <businessRuleTask id="d" tb:decision="d" tb:binding="deployment"/>`,
    },
  ],
  invalid: [
    {
      name: 'both',
      body: '<businessRuleTask id="a" tb:decision="d" tb:topic="t"/><serviceTask id="b" tb:decision="d" tb:topic="t"/>',
      at: ['a', 'b'],
    },
  ],
});

verify('inbox-variables-invalid', {
  valid: [{ name: 'two names', body: '<task id="a"/>', attributes: 'tb:inboxVariables="name, 金额"' }],
  invalid: [
    { name: 'one twice', body: '<task id="a"/>', attributes: 'tb:inboxVariables="name,name"', at: ['process'] },
    { name: 'no name', body: '<task id="a"/>', attributes: 'tb:inboxVariables="a)"', at: ['process'] },
    {
      name: 'too many',
      body: '<task id="a"/>',
      attributes: 'tb:inboxVariables="a,b,c,d,e,f,g,h,i,j,k"',
      at: ['process'],
    },
  ],
});

verify('extension-not-read', {
  valid: [
    {
      name: 'a result of a decision',
      body: '<serviceTask id="a" tb:decision="d" tb:resultVariable="r"/>',
    },
  ],
  invalid: [
    {
      name: 'what a decision does not have: attempts, and a version without a binding',
      body: `<businessRuleTask id="a" tb:decision="d" tb:retry="R5/PT30S"/>
        <businessRuleTask id="b" tb:decision="d" tb:versionTag="2026"/><serviceTask id="c" tb:topic="t" tb:binding="latest"/>`,
      at: ['a', 'b', 'c'],
    },
  ],
});

verify('retry-invalid', {
  valid: [{ name: 'five times', body: '<serviceTask id="a" tb:topic="t" tb:retry="R5/PT30S"/>' }],
  invalid: ['R0/PT1S', 'R5', '5/PT30S', 'R5/P1M', 'R101/PT1S'].map((retry) => ({
    name: retry,
    body: `<serviceTask id="a" tb:topic="t" tb:retry="${retry}"/>`,
    at: ['a'],
  })),
});

verify('script-format', {
  valid: [
    { name: 'no format', body: '<scriptTask id="a"><script>1</script></scriptTask>' },
    { name: 'feel', body: '<scriptTask id="a" scriptFormat="FEEL"><script>1</script></scriptTask>' },
    ...['javascript', 'JavaScript', 'text/javascript', 'application/javascript', 'ecmascript'].map((format) => ({
      name: format,
      body: `<scriptTask id="a" scriptFormat="${format}"><script>1</script></scriptTask>`,
    })),
  ],
  invalid: ['java', 'python', 'groovy', 'text/x-javascript2'].map((format) => ({
    name: format,
    body: `<scriptTask id="a" scriptFormat="${format}"><script>1</script></scriptTask>`,
    at: ['a'],
  })),
});

verify('script-missing', {
  valid: [{ name: 'a script', body: '<scriptTask id="a"><script>1</script></scriptTask>' }],
  invalid: [{ name: 'no script', body: '<scriptTask id="a"/>', at: ['a'] }],
});

verify('multi-instance-items', {
  valid: [
    { name: 'a number', body: loop('<loopCardinality>3</loopCardinality>') },
    { name: 'a collection', body: loop('', 'tb:collection="items"') },
  ],
  invalid: [
    { name: 'neither', body: loop(''), at: ['a'] },
    { name: 'both', body: loop('<loopCardinality>3</loopCardinality>', 'tb:collection="items"'), at: ['a'] },
  ],
});

verify('loop-without-end', {
  valid: [{ name: 'a maximum', body: '<task id="a"><standardLoopCharacteristics loopMaximum="3"/></task>' }],
  invalid: [{ name: 'nothing that ends it', body: '<task id="a"><standardLoopCharacteristics/></task>', at: ['a'] }],
});

const limit = (attributes: string) => extended('userTask', `<tb:limit ${attributes}/>`);

verify('limit-unit', {
  valid: ['minute', '分钟', 'hour', '小时', 'day', 'calendarDay', '自然日', '日', 'month', '月']
    .concat(['workingDay', '工作日', 'workingHour', '工作小时'])
    .map((unit) => ({
      name: unit,
      body: limit(`value="5" unit="${unit}"`),
    })),
  invalid: ['fortnight', '工作', 'workingWeek'].map((unit) => ({
    name: unit,
    body: limit(`value="5" unit="${unit}"`),
    at: ['a'],
  })),
});

verify('limit-without-unit', {
  valid: [{ name: 'a unit', body: limit('value="5" unit="day"') }],
  invalid: [{ name: 'none', body: limit('value="5"'), at: ['a'] }],
});

verify('limit-invalid', {
  valid: [
    { name: 'a number', body: limit('value="1.5" unit="hour"') },
    { name: 'an expression', body: limit('value="=days" unit="day"') },
    { name: 'nothing at all, on the spot', body: limit('value="0" unit="工作日"') },
    {
      name: 'the rules of its law',
      body: limit(
        'value="5" unit="工作日" startDayCounts="true" endOfDay="closing" lastDay="as-is" pausableBy="hearing, expert-review" extension="3" extensions="1" yellowFrom="0.8" yellowDays="2" floor="full" basis="行政许可法 42" department="=office"',
      ),
    },
    {
      name: 'limits of a stage',
      body: extended(
        'subProcess',
        '<tb:limit value="15" unit="工作日" clock="promised"/><tb:limit value="45" unit="工作日" clock="statutory"/>',
      ),
    },
  ],
  invalid: [
    { name: 'no hours at all', body: limit('value="0" unit="hour"'), at: ['a'] },
    { name: 'half a day', body: limit('value="1.5" unit="day"'), at: ['a'] },
    { name: 'a clock that no task has', body: limit('value="5" unit="day" clock="statutory"'), at: ['a'] },
    { name: 'a start elsewhere', body: limit('value="5" unit="day" startsAfter="b"'), at: ['a'] },
    { name: 'an unknown end of the day', body: limit('value="5" unit="day" endOfDay="noon"'), at: ['a'] },
    { name: 'a share beyond all', body: limit('value="5" unit="day" yellowFrom="70"'), at: ['a'] },
    {
      name: 'a promise beyond the law',
      body: extended(
        'subProcess',
        '<tb:limit value="20" unit="工作日" clock="statutory"/><tb:limit value="21" unit="工作日" clock="promised"/>',
      ),
      at: ['a'],
    },
    {
      name: 'a clock twice',
      body: extended(
        'subProcess',
        '<tb:limit value="2" unit="工作日" clock="special"/><tb:limit value="3" unit="工作日" clock="special"/>',
      ),
      at: ['a'],
    },
    {
      name: 'the end of something that is not there',
      body: extended('subProcess', '<tb:limit value="2" unit="工作日" stopsAfter="nowhere"/>'),
      at: ['a'],
    },
    { name: 'a word', body: limit('value="five" unit="day"'), at: ['a'] },
    { name: 'no value', body: limit('unit="day"'), at: ['a'] },
    {
      name: 'two limits',
      body: extended('userTask', '<tb:limit value="1" unit="day"/><tb:limit value="2" unit="day"/>'),
      at: ['a'],
    },
  ],
});

verify('assignment-missing', {
  valid: [
    { name: 'our assignment', body: extended('userTask', '<tb:assignment groups="clerks"/>') },
    { name: 'a potential owner', body: `<userTask id="a">${owner('potentialOwner', 'clerks')}</userTask>` },
    { name: 'a department', body: '<userTask id="a" tb:department="permits"/>' },
  ],
  invalid: [{ name: 'nobody', body: '<userTask id="a"/>', at: ['a'], severity: 'warning' }],
});

verify('assignment-ambiguous', {
  valid: [
    {
      name: 'several roles with names',
      body: `<userTask id="a">${owner('potentialOwner', 'x')}${owner('potentialOwner', 'y')}</userTask>`,
    },
  ],
  invalid: [
    {
      name: 'ours and the standard one',
      body: `<userTask id="a"><extensionElements><tb:assignment users="x"/></extensionElements>${owner('potentialOwner', 'x')}</userTask>`,
      at: ['a'],
    },
    {
      name: 'an expression next to names',
      body: `<userTask id="a">${owner('potentialOwner', '=g')}${owner('potentialOwner', 'y')}</userTask>`,
      at: ['a'],
    },
  ],
});

verify('assignment-empty', {
  valid: [{ name: 'a name', body: `<userTask id="a">${owner('humanPerformer', 'x')}</userTask>` }],
  invalid: [{ name: 'a role that names nobody', body: '<userTask id="a"><potentialOwner/></userTask>', at: ['a'] }],
});

verify('mapping-incomplete', {
  valid: [{ name: 'source and target', body: extended('task', '<tb:input source="=a" target="b"/>') }],
  invalid: [
    { name: 'no target', body: extended('task', '<tb:input source="=a"/>'), at: ['a'] },
    { name: 'no source', body: extended('task', '<tb:output target="b"/>'), at: ['a'] },
  ],
});

verify('time-to-live-invalid', {
  valid: [
    {
      name: 'an hour',
      body: '<sendTask id="a" messageRef="m" tb:timeToLive="PT1H"/>',
      definitions: '<message id="m" name="M"/>',
    },
  ],
  invalid: [
    {
      name: 'a word',
      body: '<sendTask id="a" messageRef="m" tb:timeToLive="long"/>',
      definitions: '<message id="m" name="M"/>',
      at: ['a'],
    },
  ],
});

verify('history-ttl-invalid', {
  valid: [{ name: 'ten years', body: '<task id="a"/>', attributes: 'tb:historyTtl="P10Y"' }],
  invalid: [{ name: 'a number', body: '<task id="a"/>', attributes: 'tb:historyTtl="10"', at: ['process'] }],
});

verify('extension-not-read', {
  valid: [
    { name: 'what is read', body: extended('userTask', '<tb:assignment users="x"/>', 'tb:form="f" tb:priority="1"') },
    {
      name: 'outputs of a catch event',
      body: extended('intermediateCatchEvent', '<tb:output source="=a" target="b"/>'),
    },
  ],
  invalid: [
    { name: 'an assignment on a manual task', body: extended('manualTask', '<tb:assignment users="x"/>'), at: ['a'] },
    {
      name: 'a mapping on a gateway',
      body: extended('exclusiveGateway', '<tb:input source="=a" target="b"/>'),
      at: ['a'],
    },
    { name: 'a correlation key on a none event', body: '<endEvent id="a" tb:correlationKey="=x"/>', at: ['a'] },
    {
      name: 'a time to live where a message is awaited',
      body: '<receiveTask id="a" messageRef="m" tb:timeToLive="PT1H"/>',
      definitions: '<message id="m" name="M"/>',
      at: ['a'],
    },
    {
      name: 'a second correlation key',
      body: '<intermediateCatchEvent id="a" tb:correlationKey="=x"><messageEventDefinition messageRef="m" tb:correlationKey="=y"/></intermediateCatchEvent>',
      definitions: '<message id="m" name="M"/>',
      at: ['a'],
    },
    {
      name: 'a version without its binding',
      body: '<callActivity id="a" calledElement="o" tb:version="3"/>',
      at: ['a'],
    },
    {
      name: 'an element variable without collection',
      body: loop('<loopCardinality>3</loopCardinality>', 'tb:elementVariable="x"'),
      at: ['a'],
    },
    {
      name: 'a result variable of a rule task',
      body: '<businessRuleTask id="a" tb:topic="t" tb:resultVariable="r"/>',
      at: ['a'],
    },
    {
      name: 'a limit of a lane',
      body: `<laneSet id="l"><lane id="one"><extensionElements><tb:limit value="1" unit="day"/></extensionElements></lane></laneSet><task id="a"/>`,
      at: ['one'],
    },
  ],
});

verify('unknown-extension', {
  valid: [{ name: 'a known attribute', body: '<userTask id="a" tb:form="f"/>' }],
  invalid: [
    { name: 'an unknown attribute', body: '<userTask id="a" tb:colour="red"/>', at: ['a'] },
    { name: 'an attribute of another element', body: '<userTask id="a" tb:topic="t"/>', at: ['a'] },
    { name: 'an unknown element', body: extended('userTask', '<tb:approvals/>'), at: ['a'] },
    { name: 'an unknown attribute of our element', body: extended('userTask', '<tb:assignment who="x"/>'), at: ['a'] },
    {
      name: 'our element outside extensionElements',
      body: '<userTask id="a"><tb:assignment users="x"/></userTask>',
      at: ['a'],
    },
    { name: 'a type that is no element', body: extended('userTask', '<tb:humanTask/>'), at: ['a'] },
  ],
});

verify('foreign-extension', {
  valid: [
    {
      name: 'colours',
      xml: bpmn('<task id="a"/>').replace(
        '<definitions ',
        '<definitions xmlns:color="http://www.omg.org/spec/BPMN/non-normative/color/1.0" ',
      ),
    },
  ],
  invalid: [
    {
      name: 'an element of another engine in extensionElements',
      body: '<userTask id="a"><extensionElements><zeebe:userTask xmlns:zeebe="urn:zeebe"/></extensionElements></userTask>',
      at: ['a'],
      severity: 'warning',
    },
    {
      name: 'extensions of another engine, once',
      body: '<userTask id="a" camunda:assignee="x" xmlns:camunda="urn:camunda"/><userTask id="b" camunda:assignee="x" xmlns:camunda="urn:camunda"/>',
      at: ['a'],
      severity: 'warning',
    },
  ],
});
