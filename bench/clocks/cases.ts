/** Cases for the benchmark of clocks, as an administration has them. */
import { SYSTEM } from '../../engine/commands/command.ts';
import type { Runtime } from '../../engine/runtime/engine.ts';

/** The limit of the case and of its step, by working days; and a timer that is due at an instant the case is given. */
export const MODEL = `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:tb="urn:tongban:bpmn:1" targetNamespace="bench">
  <process id="deadlines" isExecutable="true">
    <extensionElements><tb:limit clock="promised" value="20" unit="workingDay"/></extensionElements>
    <startEvent id="start"/><sequenceFlow id="to-review" sourceRef="start" targetRef="review"/>
    <userTask id="review"><extensionElements><tb:assignment groups="window"/><tb:limit value="18" unit="workingDay"/></extensionElements></userTask>
    <sequenceFlow id="to-end" sourceRef="review" targetRef="end"/><endEvent id="end"/>
  </process>
  <process id="waiting" isExecutable="true">
    <startEvent id="begin"/><sequenceFlow id="to-wait" sourceRef="begin" targetRef="wait"/>
    <intermediateCatchEvent id="wait"><timerEventDefinition><timeDate>=until</timeDate></timerEventDefinition></intermediateCatchEvent>
    <sequenceFlow id="to-done" sourceRef="wait" targetRef="done"/><endEvent id="done"/>
  </process>
</definitions>`;

const AT_ONCE = 400;

/** Opens so many cases; the variables may differ from case to case. */
export async function openCases(
  { dispatcher }: Runtime,
  definitionKey: 'deadlines' | 'waiting',
  count: number,
  variables: (n: number) => Readonly<Record<string, unknown>> = () => ({}),
): Promise<void> {
  let next = 0;
  const client = async (): Promise<void> => {
    while (next < count) {
      const input = { definitionKey, variables: variables(next++) };
      const opened = await dispatcher.submit({
        command: 'start-process-instance',
        target: 'new',
        input,
        actor: SYSTEM,
      });
      if (!opened.ok) throw new Error(`Expected a case to start, but: ${opened.failure.code}`);
    }
  };
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, count) }, client));
}
