/** What of a journal entry's events is worth a line, as keys and values of the dictionary group `journal`. */
import type { Language } from '../language.ts';

export interface Detail {
  readonly key: string;
  readonly values: Readonly<Record<string, string>>;
}

type Event = Readonly<Record<string, unknown>>;

/** Names of tasks by id, and what the case calls its data. */
interface Names {
  readonly tasks: ReadonlyMap<string, string>;
  /** Null for what only the process itself uses. */
  dataName(name: string): string | null;
  readonly language: Language;
  /** What the process calls its messages, systems and errors is told too: to who looks after processes. */
  readonly codes: boolean;
}

const part = (event: Event, name: string): Readonly<Record<string, unknown>> => {
  const value = event[name];
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
};
const text = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' ? String(value) : '');
const taskName = (event: Event, names: Names): string => names.tasks.get(text(part(event, 'task').id)) ?? '';

const partsOf = (value: unknown): readonly Event[] =>
  Array.isArray(value) ? value.filter((one) => typeof one === 'object' && one !== null) : [];

const decisionName = ({ name, nameEn }: Event, language: Language): string =>
  (language === 'en' && text(nameEn)) || text(name);

/** Of one decision that was evaluated on the way; nothing is said of what is no table. */
function rulesThatFired(step: Event, language: Language): Detail[] {
  const { hitPolicy, rules } = step;
  if (text(hitPolicy) === '') return [];
  const name = decisionName(step, language);
  const numbers = partsOf(rules).map(({ number }) => text(number));
  return numbers.length === 0
    ? [{ key: 'noRuleFired', values: { name } }]
    : [{ key: 'rulesFired', values: { name, numbers: numbers.join(', ') } }];
}

const SCRIPT_OUTCOMES: Readonly<Record<string, string>> = {
  completed: 'scriptCompleted',
  failed: 'scriptFailed',
  cancelled: 'scriptCancelled',
};

const CONFIRMATIONS: Readonly<Record<string, string>> = {
  confirmed: 'confirmationConfirmed',
  refused: 'confirmationRefused',
  withdrawn: 'confirmationWithdrawn',
  expired: 'confirmationExpired',
  lapsed: 'confirmationLapsed',
};

/** Lines whose only value is a code; without it they have words of their own. */
const CODED: ReadonlySet<string> = new Set([
  'messageSent',
  'effectRequested',
  'effectFailed',
  'dataStoreWritten',
  'incidentRaised',
  'errorThrown',
]);

/** The reason the engine itself gives where an application was refused; its entry says so already. */
const REFUSED = 'refused';

/** Token movements are left out: they are the diagram's to show. */
const LINES: Readonly<Record<string, (event: Event, names: Names) => Detail | readonly Detail[] | undefined>> = {
  taskCreated: (event, names) => ({ key: 'taskCreated', values: { name: taskName(event, names) } }),
  taskEnded: (event, names) => ({ key: 'taskEnded', values: { name: taskName(event, names) } }),
  instanceStatusChanged: ({ to, reason }): Detail => {
    const why = text(reason);
    const status = text(to);
    return why === '' || why === REFUSED
      ? { key: 'statusChanged', values: { status } }
      : { key: 'statusChangedWhy', values: { status, why } };
  },
  instanceMigrated: () => ({ key: 'instanceMigrated', values: {} }),
  reasonGiven: ({ reason }) => ({ key: 'reasonGiven', values: { why: text(reason) } }),
  dataStateSet: ({ name, state }) => ({ key: 'dataStateSet', values: { name: text(name), state: text(state) } }),
  dataStoreWritten: ({ store }) => ({ key: 'dataStoreWritten', values: { name: text(store) } }),
  conversationStarted: ({ values }) => ({
    key: 'conversationStarted',
    values: { values: Array.isArray(values) ? values.map(text).join(', ') : '' },
  }),
  messageSent: ({ name }) => ({ key: 'messageSent', values: { name: text(name) } }),
  effectRequested: (event) => ({ key: 'effectRequested', values: { name: text(part(event, 'effect').topic) } }),
  effectFailed: (event) => ({ key: 'effectFailed', values: { name: text(part(event, 'effect').topic) } }),
  decisionEvaluated: (event, { language }) => {
    const steps = partsOf(event.trace);
    const asked = steps.at(-1);
    const name = (asked && decisionName(asked, language)) || text(part(event, 'decision').key);
    return [{ key: 'decisionEvaluated', values: { name } }, ...steps.flatMap((step) => rulesThatFired(step, language))];
  },
  scriptRequested: () => ({ key: 'scriptRequested', values: {} }),
  scriptSettled: ({ outcome }) => {
    const key = SCRIPT_OUTCOMES[text(outcome)];
    return key === undefined ? undefined : { key, values: {} };
  },
  incidentRaised: (event) => ({ key: 'incidentRaised', values: { code: text(part(event, 'incident').code) } }),
  documentIssued: (event) => ({ key: 'documentIssued', values: { number: text(part(event, 'document').number) } }),
  milestoneReached: () => ({ key: 'milestoneReached', values: {} }),
  confirmationAsked: (event) => ({ key: 'confirmationAsked', values: { why: text(part(event, 'request').reason) } }),
  confirmationAnswered: ({ answer, reason }) => {
    const key = CONFIRMATIONS[text(answer)];
    return key === undefined ? undefined : { key, values: { why: text(reason) } };
  },
  fieldsCorrected: ({ changes, initials }, { dataName }) => ({
    key: 'fieldsCorrected',
    values: {
      fields: partsOf(changes)
        .map(({ field }) => dataName(text(field)) ?? text(field))
        .join(', '),
      initials: text(initials),
    },
  }),
  incidentResolved: () => ({ key: 'incidentResolved', values: {} }),
  errorThrown: ({ code }) => ({ key: 'errorThrown', values: { code: text(code) } }),
  variablesWritten: (event, { dataName }) => {
    const names = Object.keys(part(event, 'values')).flatMap((name) => dataName(name) ?? []);
    return names.length === 0 ? undefined : { key: 'variablesWritten', values: { names: names.join(', ') } };
  },
  timerArmed: (event) => {
    const { dueAt } = part(event, 'timer');
    return typeof dueAt === 'number' && Number.isFinite(dueAt)
      ? { key: 'timerArmed', values: { time: new Date(dueAt).toISOString() } }
      : undefined;
  },
};

export function detailsOf(events: readonly Event[], names: Names): Detail[] {
  const lines = events.flatMap((event) => LINES[text(event.type)]?.(event, names) ?? []);
  return lines.map((line) => (CODED.has(line.key) && !names.codes ? { key: `${line.key}Unnamed`, values: {} } : line));
}
