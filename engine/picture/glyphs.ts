/** The signs of the notation (BPMN 2.0.2 §7.3, Tables 10.86 and 10.93), drawn around (0, 0). `full`: thrown, not caught. */

const line = (d: string): string => `<path d="${d}" class="sign"/>`;
const solid = (d: string): string => `<path d="${d}" class="full"/>`;

const shaped = (d: string, full: boolean): string => (full ? solid(d) : line(d));

const EVENTS: Readonly<Record<string, (full: boolean) => string>> = {
  message: (full) => `${shaped('M-9-6H9V6H-9Z', full)}<path d="M-9-6L0 1L9-6" class="${full ? 'cut' : 'sign'}"/>`,
  timer: () => `<circle r="10" class="sign"/>${line('M0-6V0L5 3M0-10v3M0 7v3M-10 0h3M7 0h3')}`,
  error: (full) => shaped('M-8 8L-3-7L3 3L8-8L4 8L-2-1Z', full),
  escalation: (full) => shaped('M0-9L7 8L0 2L-7 8Z', full),
  cancel: (full) => shaped('M-8-5L-5-8L0-3L5-8L8-5L3 0L8 5L5 8L0 3L-5 8L-8 5L-3 0Z', full),
  compensate: (full) => shaped('M0-7V7L-9 0ZM9-7V7L0 0Z', full),
  conditional: () => line('M-7-9H7V9H-7ZM-4-5H4M-4-1H4M-4 3H4'),
  link: (full) => shaped('M-9-4H2V-8L9 0L2 8V4H-9Z', full),
  signal: (full) => shaped('M0-8L8 6H-8Z', full),
  multiple: (full) => shaped('M0-9L9-2L5 8H-5L-9-2Z', full),
  terminate: () => '<circle r="10" class="full"/>',
};

export const eventSign = (event: string, full: boolean): string => EVENTS[event]?.(full) ?? '';

const GATEWAYS: Readonly<Record<string, string>> = {
  exclusiveGateway: line('M-7-9L7 9M7-9L-7 9'),
  parallelGateway: line('M0-11V11M-11 0H11'),
  inclusiveGateway: '<circle r="11" class="sign"/>',
  complexGateway: line('M0-11V11M-11 0H11M-8-8L8 8M8-8L-8 8'),
  eventBasedGateway: `<circle r="13" class="thin"/><circle r="11" class="thin"/>${line('M0-7L7-2L4 6H-4L-7-2Z')}`,
};

export const gatewaySign = (type: string): string => GATEWAYS[type] ?? '';

/** In the upper left corner of a task. */
const TASKS: Readonly<Record<string, string>> = {
  userTask: `<circle cx="0" cy="-4" r="4" class="thin"/><path d="M-7 8C-7 1 7 1 7 8Z" class="thin"/>`,
  manualTask: `<path d="M-8-3H4L7 0V6H-4L-8 2Z" class="thin"/>`,
  serviceTask: `<circle r="6" class="thin"/><circle r="2.5" class="thin"/><path d="M0-6V-9M0 6V9M-6 0H-9M6 0H9M-4-4L-6-6M4 4L6 6M4-4L6-6M-4 4L-6 6" class="thin"/>`,
  scriptTask: `<path d="M-5-8H7C3-3 7 3 3 8H-7C-3 3-7-3-5-8ZM-3-4H3M-3 0H2M-4 4H1" class="thin"/>`,
  businessRuleTask: `<path d="M-8-7H8V7H-8ZM-8-3H8M-8 2H8M-3-3V7" class="thin"/>`,
  sendTask: `<path d="M-8-5H8V5H-8Z" class="full"/><path d="M-8-5L0 1L8-5" class="cut"/>`,
  receiveTask: `<path d="M-8-5H8V5H-8ZM-8-5L0 1L8-5" class="thin"/>`,
};

export const taskSign = (type: string): string => TASKS[type] ?? '';

/** At the lower edge of an activity. */
export const MARKERS = {
  collapsed: '<path d="M-7-7H7V7H-7ZM0-4V4M-4 0H4" class="thin"/>',
  parallel: '<path d="M-4-6V6M0-6V6M4-6V6" class="sign"/>',
  sequential: '<path d="M-6-4H6M-6 0H6M-6 4H6" class="sign"/>',
  standard: '<path d="M-3 5A6 6 0 1 1 3 5M-3 5L-6 6M-3 5L-4 1" class="thin"/>',
  compensation: '<path d="M0-5V5L-7 0ZM7-5V5L0 0Z" class="thin"/>',
  adHoc: '<path d="M-7 2C-4-5-1-1 0 0C2 3 5 4 7-2" class="sign"/>',
} as const;
