/** A new file of decisions: one table with one input and one output, and the data it reads. Texts come in the reader's language. */
export interface DecisionTexts {
  readonly decision: string;
  readonly input: string;
  readonly output: string;
}

const escaped = (text: string): string => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** `key` must be an XML name; processes ask the decision by it. */
export const newDecision = (key: string, texts: DecisionTexts): string => `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" xmlns:dmndi="https://www.omg.org/spec/DMN/20191111/DMNDI/" xmlns:dc="http://www.omg.org/spec/DMN/20180521/DC/" xmlns:di="http://www.omg.org/spec/DMN/20180521/DI/" xmlns:tb="urn:tongban:bpmn:1" id="Definitions_${key}" name="${escaped(texts.decision)}" namespace="urn:tongban:decisions">
  <decision id="${key}" name="${escaped(texts.decision)}">
    <variable id="Variable_${key}" name="${escaped(texts.decision)}" typeRef="string" />
    <informationRequirement id="Requirement_1"><requiredInput href="#InputData_1" /></informationRequirement>
    <decisionTable id="Table_1" hitPolicy="UNIQUE">
      <input id="Input_1" label="${escaped(texts.input)}">
        <inputExpression id="Expression_1" typeRef="number"><text>${escaped(texts.input)}</text></inputExpression>
      </input>
      <output id="Output_1" label="${escaped(texts.output)}" name="${escaped(texts.output)}" typeRef="string" />
      <rule id="Rule_1">
        <inputEntry id="Entry_1_1"><text>-</text></inputEntry>
        <outputEntry id="Entry_1_2"><text>""</text></outputEntry>
      </rule>
    </decisionTable>
  </decision>
  <inputData id="InputData_1" name="${escaped(texts.input)}">
    <variable id="Variable_1" name="${escaped(texts.input)}" typeRef="number" />
  </inputData>
  <dmndi:DMNDI>
    <dmndi:DMNDiagram id="Diagram_1">
      <dmndi:DMNShape id="Shape_Decision" dmnElementRef="${key}"><dc:Bounds x="220" y="100" width="180" height="80" /></dmndi:DMNShape>
      <dmndi:DMNShape id="Shape_Input" dmnElementRef="InputData_1"><dc:Bounds x="247" y="260" width="125" height="45" /></dmndi:DMNShape>
      <dmndi:DMNEdge id="Edge_1" dmnElementRef="Requirement_1">
        <di:waypoint x="310" y="260" />
        <di:waypoint x="310" y="200" />
        <di:waypoint x="310" y="180" />
      </dmndi:DMNEdge>
    </dmndi:DMNDiagram>
  </dmndi:DMNDI>
</definitions>
`;
