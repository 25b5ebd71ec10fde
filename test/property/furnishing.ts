/** Puts people, rounds, limits and rules of law into random models, so that every verb has a place where it may be used. */
import fc from 'fast-check';
import { flows } from '../support/bpmn.ts';

const GENERAL =
  'correct,hand-on,issue-document,claim,release,complete,return,transfer,delegate,suspend,comment,copy,retrieve,start-special-procedure,apply-suspension';
const BEFORE = `${GENERAL},reject,request-supplement,decline-acceptance,accept-tolerantly`;

/** What a user task gets: attributes, and extension elements. */
const FURNISHINGS = {
  office: ['', '<tb:assignment groups="office"/>'],
  free: ['', '<tb:assignment groups="office"/>'],
  intake: [
    `tb:milestone="accepted" tb:operations="${BEFORE}"`,
    '<tb:assignment groups="office"/><tb:limit value="1" unit="workingDay"/>',
  ],
  decision: [
    `tb:operations="${GENERAL},refuse,decide-on-promise,revoke" tb:deciders="deciding"`,
    '<tb:assignment groups="office"/><tb:limit value="24" unit="hour"/>',
  ],
  all: ['', '<tb:assignment users="a,b,c"/><tb:approval rule="all"/>'],
  ratio: [
    '',
    '<tb:assignment users="a,b,c"/><tb:approval rule="ratio" share="1/2"/><tb:limit value="1" unit="workingDay"/>',
  ],
  referred: ['', '<tb:assignment users="a,b,c"/><tb:approval rule="all" against="coordinator" coordinator="d"/>'],
  inTurn: ['', '<tb:assignment users="c,a"/><tb:approval rule="all" order="sequence"/>'],
} as const;

type Furnishing = keyof typeof FURNISHINGS;

const furnishing = fc.constantFrom(...(Object.keys(FURNISHINGS) as Furnishing[]));

export const furnishings = fc
  .tuple(fc.oneof(fc.constant<Furnishing>('intake'), furnishing), fc.array(furnishing, { maxLength: 3 }))
  .map(([first, more]) => [first, ...more]);

/** Rules of the item: who agrees to what, materials, procedures, reasons, and the limit of the whole case. */
const CONDUCT = `<extensionElements>
  <tb:conduct leads="leads" organHeads="heads" organ="market" correctionDays="15" toleranceDays="10" extensionCap="10" suspensionMax="30"/>
  <tb:material code="m1" name="m1"/><tb:material code="m2" name="m2" tolerated="true"/>
  <tb:specialProcedure kind="hearing" name="hearing"/>
  <tb:suspensionReason code="court" name="court" basis="行政许可法实施办法 20"/>
  <tb:suspensionReason code="internal" name="internal"/>
  <tb:limit value="200" unit="workingDay" clock="statutory"/>
</extensionElements>`;

/** What a decision on a promise begins (告知承诺): somebody checks what was promised, and may revoke the decision. */
const CHECK = `<subProcess id="check" triggeredByEvent="true">
  <startEvent id="check_on" isInterrupting="false"><escalationEventDefinition escalationRef="e_check"/></startEvent>
  <userTask id="check_task" tb:deciders="deciding" tb:operations="claim,complete,comment,revoke"><extensionElements><tb:assignment groups="deciding"/></extensionElements></userTask>
  ${flows('check_on check_task')}</subProcess>`;

export const DEFINITIONS = '<escalation id="e_check" escalationCode="post-check"/>';

/**
 * The tasks of the model are furnished in turn. An intake is where applications are accepted, so there is one at most: the first. What is free leads
 * to any other task beside it.
 */
export function furnish(xml: string, kinds: readonly Furnishing[]): string {
  let count = 0;
  const outside = outermost(xml);
  const tasks = xml.replace(TASK, (_, id: string) => {
    const wanted = kinds[count % kinds.length] ?? 'office';
    const kind = (wanted === 'intake' && count > 0) || (wanted === 'free' && !outside.includes(id)) ? 'office' : wanted;
    count += 1;
    const [attributes, elements] = FURNISHINGS[kind];
    const ways = kind === 'free' ? outside.filter((other) => other !== id) : [];
    const free = ways.length > 0 ? `tb:freeFlow="${ways.join(',')}"` : '';
    return `<userTask id="${id}" ${attributes} ${free}><extensionElements>${elements}</extensionElements></userTask>`;
  });
  return CONDUCT + tasks + CHECK;
}

const TASK = /<userTask id="([^"]+)"\s*(?:\/>|><\/userTask>)/g;

/** The tasks that stand in the process itself. */
function outermost(xml: string): string[] {
  let depth = 0;
  return [
    ...xml.matchAll(/<userTask id="([^"]+)"\s*(?:\/>|><\/userTask>)|<(\/?)(?:subProcess|transaction)\b/g),
  ].flatMap(([, id, slash]) => {
    if (id === undefined) depth += slash === '/' ? -1 : 1;
    return id !== undefined && depth === 0 ? [id] : [];
  });
}

export const ATTRIBUTES = 'name="p" tb:starters="applicant"';
