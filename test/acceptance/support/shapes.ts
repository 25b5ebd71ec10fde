/** Short words for the parts of models. */
export const start = (id = 'start', inside = ''): string => `<startEvent id="${id}">${inside}</startEvent>`;
export const end = (id = 'end', inside = ''): string => `<endEvent id="${id}">${inside}</endEvent>`;
export const user = (id: string, inside = ''): string => `<userTask id="${id}" name="${id}">${inside}</userTask>`;
export const task = (id: string): string => `<task id="${id}"/>`;
export const gateway = (type: string, id: string, more = ''): string => `<${type}Gateway id="${id}" ${more}/>`;
export const catching = (id: string, inside: string): string =>
  `<intermediateCatchEvent id="${id}">${inside}</intermediateCatchEvent>`;
export const throwing = (id: string, inside: string): string =>
  `<intermediateThrowEvent id="${id}">${inside}</intermediateThrowEvent>`;
export const script = (id: string, expression: string, result: string): string =>
  `<scriptTask id="${id}" tb:resultVariable="${result}"><script>${expression}</script></scriptTask>`;
export const call = (id: string, key: string, inside = ''): string =>
  `<callActivity id="${id}" calledElement="${key}">${inside}</callActivity>`;
export const scope = (id: string, inside: string): string => `<subProcess id="${id}">${inside}</subProcess>`;
export const eventScope = (id: string, inside: string): string =>
  `<subProcess id="${id}" triggeredByEvent="true">${inside}</subProcess>`;
export const boundary = (id: string, at: string, inside: string, interrupts = true): string =>
  `<boundaryEvent id="${id}" attachedToRef="${at}"${interrupts ? '' : ' cancelActivity="false"'}>${inside}</boundaryEvent>`;
export const extended = (inside: string): string => `<extensionElements>${inside}</extensionElements>`;

export const duration = (text: string): string =>
  `<timerEventDefinition><timeDuration>${text}</timeDuration></timerEventDefinition>`;
export const date = (text: string): string =>
  `<timerEventDefinition><timeDate>${text}</timeDate></timerEventDefinition>`;
export const cycle = (text: string): string =>
  `<timerEventDefinition><timeCycle>${text}</timeCycle></timerEventDefinition>`;
export const message = (ref: string, more = ''): string => `<messageEventDefinition messageRef="${ref}" ${more}/>`;
export const signal = (ref: string): string => `<signalEventDefinition signalRef="${ref}"/>`;
export const error = (ref?: string, more = ''): string =>
  `<errorEventDefinition ${ref === undefined ? '' : `errorRef="${ref}"`} ${more}/>`;
export const escalation = (ref?: string): string =>
  `<escalationEventDefinition ${ref === undefined ? '' : `escalationRef="${ref}"`}/>`;
export const condition = (expression: string): string =>
  `<conditionalEventDefinition><condition>${expression.replaceAll('<', '&lt;')}</condition></conditionalEventDefinition>`;
export const terminate = '<terminateEventDefinition/>';
export const link = (name: string): string => `<linkEventDefinition name="${name}"/>`;
export const times = (body: string, attributes = ''): string =>
  `<multiInstanceLoopCharacteristics ${attributes}>${body}</multiInstanceLoopCharacteristics>`;
