/**
 * The elements of DMN 1.2 to 1.5 with the attributes and children each may have (DMN13.xsd, and what later versions add); `*` marks
 * children that may be repeated. What is not here is refused, so nothing in a file is silently without effect.
 */
export interface ElementShape {
  readonly attributes: readonly string[];
  readonly children: readonly string[];
}

/** Boxed expressions (DMN 1.3 §7.3, §10.2); the last five since 1.4. */
export const EXPRESSIONS: readonly string[] = [
  'literalExpression',
  'decisionTable',
  'context',
  'invocation',
  'functionDefinition',
  'relation',
  'list',
  'conditional',
  'for',
  'every',
  'some',
  'filter',
];

const ELEMENT = ['description', 'extensionElements'];
const shape = (attributes: string, children: readonly string[] = []): ElementShape => ({
  attributes: ['id', 'label', ...attributes.split(' ').filter((name) => name !== '')],
  children: [...ELEMENT, ...children],
});
const expression = (children: readonly string[], attributes = ''): ElementShape =>
  shape(`typeRef ${attributes}`, children);
const REFERENCE = shape('href');
const WRAPPER = expression(EXPRESSIONS);
const TEXT_ONLY: ElementShape = { attributes: [], children: [] };
const TESTS = shape('expressionLanguage', ['text']);
const TYPE = ['typeRef', 'allowedValues', 'typeConstraint', 'itemComponent*', 'functionItem'];
const BUSINESS = [
  'decisionMaker*',
  'decisionOwner*',
  'impactedPerformanceIndicator*',
  'supportedObjective*',
  'usingProcess*',
  'usingTask*',
];

export const ELEMENTS: Readonly<Record<string, ElementShape>> = {
  definitions: shape('name namespace expressionLanguage typeLanguage exporter exporterVersion', [
    'import*',
    'itemDefinition*',
    'inputData*',
    'decision*',
    'businessKnowledgeModel*',
    'knowledgeSource*',
    'decisionService*',
    'textAnnotation*',
    'association*',
    'group*',
    'elementCollection*',
    'performanceIndicator*',
    'organizationUnit*',
  ]),
  description: TEXT_ONLY,
  text: TEXT_ONLY,
  import: shape('name namespace locationURI importType'),
  itemDefinition: shape('name typeLanguage isCollection', TYPE),
  itemComponent: shape('name typeLanguage isCollection', TYPE),
  typeRef: TEXT_ONLY,
  allowedValues: shape('expressionLanguage', ['text']),
  typeConstraint: shape('expressionLanguage', ['text']),
  functionItem: shape('outputTypeRef', ['parameters*']),
  parameters: shape('name typeRef'),
  inputData: shape('name href', ['variable']),
  variable: shape('name typeRef'),
  decision: shape('name', [
    'question',
    'allowedAnswers',
    'variable',
    'informationRequirement*',
    'knowledgeRequirement*',
    'authorityRequirement*',
    ...BUSINESS,
    ...EXPRESSIONS,
  ]),
  question: TEXT_ONLY,
  allowedAnswers: TEXT_ONLY,
  informationRequirement: shape('', ['requiredInput', 'requiredDecision']),
  knowledgeRequirement: shape('', ['requiredKnowledge']),
  authorityRequirement: shape('', ['requiredDecision', 'requiredInput', 'requiredAuthority']),
  requiredInput: REFERENCE,
  requiredDecision: REFERENCE,
  requiredKnowledge: REFERENCE,
  requiredAuthority: REFERENCE,
  ...Object.fromEntries(BUSINESS.map((name) => [name.slice(0, -1), REFERENCE])),
  businessKnowledgeModel: shape('name', [
    'variable',
    'encapsulatedLogic',
    'knowledgeRequirement*',
    'authorityRequirement*',
  ]),
  encapsulatedLogic: expression(['formalParameter*', ...EXPRESSIONS], 'kind'),
  functionDefinition: expression(['formalParameter*', ...EXPRESSIONS], 'kind'),
  formalParameter: shape('name typeRef'),
  decisionService: shape('name', [
    'variable',
    'outputDecision*',
    'encapsulatedDecision*',
    'inputDecision*',
    'inputData*',
  ]),
  outputDecision: REFERENCE,
  encapsulatedDecision: REFERENCE,
  inputDecision: REFERENCE,
  literalExpression: expression(['text', 'importedValues'], 'expressionLanguage'),
  importedValues: shape('name namespace locationURI importType expressionLanguage', ['importedElement']),
  importedElement: TEXT_ONLY,
  decisionTable: expression(
    ['input*', 'output*', 'annotation*', 'rule*'],
    'hitPolicy aggregation preferredOrientation outputLabel',
  ),
  input: shape('', ['inputExpression', 'inputValues']),
  inputExpression: expression(['text', 'importedValues'], 'expressionLanguage'),
  inputValues: TESTS,
  output: shape('name typeRef', ['outputValues', 'defaultOutputEntry']),
  outputValues: TESTS,
  defaultOutputEntry: expression(['text', 'importedValues'], 'expressionLanguage'),
  annotation: { attributes: ['name'], children: [] },
  rule: shape('', ['inputEntry*', 'outputEntry*', 'annotationEntry*']),
  inputEntry: TESTS,
  outputEntry: expression(['text', 'importedValues'], 'expressionLanguage'),
  annotationEntry: { attributes: [], children: ['text'] },
  context: expression(['contextEntry*']),
  contextEntry: shape('', ['variable', ...EXPRESSIONS]),
  invocation: expression([...EXPRESSIONS, 'binding*']),
  binding: { attributes: [], children: ['parameter', ...EXPRESSIONS] },
  parameter: shape('name typeRef'),
  relation: expression(['column*', 'row*']),
  column: shape('name typeRef'),
  row: expression(EXPRESSIONS.map((name) => `${name}*`)),
  list: expression(EXPRESSIONS.map((name) => `${name}*`)),
  conditional: expression(['if', 'then', 'else']),
  if: WRAPPER,
  // biome-ignore lint/suspicious/noThenProperty: the element of the standard is called so
  then: WRAPPER,
  else: WRAPPER,
  for: expression(['in', 'return'], 'iteratorVariable'),
  every: expression(['in', 'satisfies'], 'iteratorVariable'),
  some: expression(['in', 'satisfies'], 'iteratorVariable'),
  filter: expression(['in', 'match']),
  in: WRAPPER,
  return: WRAPPER,
  satisfies: WRAPPER,
  match: WRAPPER,
};

/** Elements that describe for people; what is inside them is not looked into. */
export const DESCRIPTIONS: ReadonlySet<string> = new Set([
  'extensionElements',
  'knowledgeSource',
  'textAnnotation',
  'association',
  'group',
  'elementCollection',
  'performanceIndicator',
  'organizationUnit',
]);
