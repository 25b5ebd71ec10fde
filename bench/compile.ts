/** How long it takes to compile models of several sizes with all rules, and whether that grows with their size alone. See README.md. */
import { compileModel } from '../engine/model/compile.ts';

const SIZES = [500, 4_000, 16_000];
/** Milliseconds for 4,000 elements. */
const BAR_MS = 1_000;
/** Time per element of the largest model, next to that of the middle one. */
const BAR_RATIO = 2;

/** Makes elements from a number on, entered from `from`; gives their XML, how many they are and which of them goes on. */
type Pattern = (
  number: number,
  from: string,
) => { readonly xml: string; readonly nodes: number; readonly last: string };

const flow = (from: string, to: string, condition = ''): string =>
  `<sequenceFlow id="${from}_${to}" sourceRef="${from}" targetRef="${to}">${condition}</sequenceFlow>`;
const IF = '<conditionExpression>=amount &gt; 10</conditionExpression>';

const tasks: Pattern = (n, from) => ({
  xml: `<serviceTask id="t${n}" name="步骤 ${n}" tb:topic="echo"/>${flow(from, `t${n}`)}`,
  nodes: 1,
  last: `t${n}`,
});

const gateways =
  (type: string, conditions: boolean): Pattern =>
  (n, from) => {
    const [split, a, b, join] = [`s${n}`, `a${n}`, `b${n}`, `j${n}`];
    const condition = conditions ? IF : '';
    return {
      xml: `<${type} id="${split}" ${conditions ? `default="${split}_${b}"` : ''}/>${flow(from, split)}
        <task id="${a}"/>${flow(split, a, condition)}<task id="${b}"/>${flow(split, b)}
        <${type} id="${join}"/>${flow(a, join)}${flow(b, join)}`,
      nodes: 4,
      last: join,
    };
  };

const subProcesses: Pattern = (n, from) => ({
  xml: `<subProcess id="p${n}"><startEvent id="ps${n}"/><task id="pt${n}"/><endEvent id="pe${n}"/>${flow(`ps${n}`, `pt${n}`)}${flow(`pt${n}`, `pe${n}`)}</subProcess>
    <boundaryEvent id="pb${n}" attachedToRef="p${n}"><timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition></boundaryEvent>
    <endEvent id="pd${n}"/>${flow(`pb${n}`, `pd${n}`)}${flow(from, `p${n}`)}`,
  nodes: 6,
  last: `p${n}`,
});

const PATTERNS: Readonly<Record<string, Pattern>> = {
  tasks,
  exclusive: gateways('exclusiveGateway', true),
  parallel: gateways('parallelGateway', false),
  inclusive: gateways('inclusiveGateway', true),
  'sub-processes': subProcesses,
};

/** A model of about `size` flow nodes. `circle` leads from its last element back to the first. */
function modelOf(pattern: Pattern, size: number, circle = false): string {
  const parts: string[] = ['<startEvent id="start"/>'];
  let last = 'start';
  if (circle) {
    parts.push('<exclusiveGateway id="again"/>', flow('start', 'again'));
    last = 'again';
  }
  for (let count = 0, number = 0; count < size; number++) {
    const made = pattern(number, last);
    parts.push(made.xml);
    count += made.nodes;
    last = made.last;
  }
  if (circle) {
    parts.push(
      '<exclusiveGateway id="enough" default="enough_end"/>',
      flow(last, 'enough'),
      flow('enough', 'again', IF),
    );
    last = 'enough';
  }
  parts.push('<endEvent id="end"/>', flow(last, 'end'));
  return `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:tb="urn:tongban:bpmn:1" targetNamespace="bench"><process id="p" isExecutable="true">${parts.join('\n')}</process></definitions>`;
}

export async function run(): Promise<boolean> {
  await timeOf(modelOf(tasks, 2_000));
  let met = true;
  for (const [name, pattern] of Object.entries(PATTERNS)) {
    for (const circle of [false, true]) {
      const times: number[] = [];
      for (const size of SIZES) times.push(await timeOf(modelOf(pattern, size, circle)));
      const [, middle = 0, largest = 0] = times;
      const ratio = largest / (SIZES[2] ?? 1) / (middle / (SIZES[1] ?? 1));
      met &&= middle <= BAR_MS && ratio <= BAR_RATIO;
      const columns = SIZES.map((size, position) => `${size}: ${(times[position] ?? 0).toFixed(0)} ms`.padEnd(18));
      console.log(
        `${`${name}${circle ? ' in a circle' : ''}`.padEnd(28)}${columns.join('')}per element × ${ratio.toFixed(2)}`,
      );
    }
  }
  console.log(`bars: 4,000 elements within ${BAR_MS} ms, per element at most × ${BAR_RATIO} from 4,000 to 16,000`);
  return met;
}

/** The shortest of three, milliseconds. */
async function timeOf(xml: string): Promise<number> {
  let shortest = Number.POSITIVE_INFINITY;
  for (let round = 0; round < 3; round++) {
    const began = performance.now();
    const { problems } = await compileModel(xml);
    shortest = Math.min(shortest, performance.now() - began);
    const error = problems.find(({ severity }) => severity === 'error');
    if (error) throw new Error(error.message.en);
  }
  return shortest;
}
