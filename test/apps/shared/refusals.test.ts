import { expect } from 'chai';
import { PROCESS_BROKEN, SPOKEN, STEP_NAMES } from '../../../apps/shared/composables/spoken-parameters.ts';
import { refusalsEn } from '../../../apps/shared/i18n/refusals-en.ts';
import { refusalsZh } from '../../../apps/shared/i18n/refusals-zh.ts';
import { ERRORS, type ErrorCode } from '../../../engine/errors.ts';

const CODES = Object.keys(ERRORS) as ErrorCode[];
const WORDS: Readonly<Record<'zh' | 'en', Readonly<Record<string, string>>>> = { zh: refusalsZh, en: refusalsEn };

/** Numbers, numbers of cases, documents and cards, and texts in the reader's language: said as they are. */
const PLAIN = new Set(
  'basis cap case cases count days error expected fields finding found granted kept left limit line material month name number open reason status total version what years'.split(
    ' ',
  ),
);

/** Met by whoever administers, draws processes, connects systems or calls the API, who goes by the codes. */
const ELSEWHERE = new Set<string>([
  'account-not-linked',
  'adapter-not-callable',
  'already-exists',
  'calendar-cycle',
  'data-element-taken',
  'data-store-changed',
  'definition-in-use',
  'definition-retained',
  'department-cycle',
  'department-in-use',
  'effect-failed',
  'effect-not-askable',
  'effect-not-open',
  'effect-unknown',
  'expression-invalid',
  'external-task-elsewhere',
  'external-task-not-locked',
  'hand-over-to-oneself',
  'internal-error',
  'last-administrator',
  'method-not-allowed',
  'migration-target',
  'not-implemented',
  'plan-invalid',
  'position-begun',
  'position-ended',
  'post-in-use',
  'right-beyond-role',
  'right-fixed',
  'right-scope',
  'route-not-found',
  'script-right-missing',
  'timer-not-due',
  'topic-not-granted',
  'webhook-not-ready',
  'webhook-not-trusted',
]);

const parametersOf = (text: string): string[] => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '');
const isPlain = (name: string): boolean => PLAIN.has(name.replace(/Zh$/, '')) || name === 'seconds';
/** What the server says by its id, code or instant. */
const rawOf = (code: ErrorCode): string[] => {
  const { zh, en } = ERRORS[code];
  return [...new Set([...parametersOf(zh), ...parametersOf(en)])].filter((name) => !isPlain(name));
};
const isWorded = (code: string): boolean => code in refusalsZh || PROCESS_BROKEN.has(code);

describe('refusals in a clerk’s words', () => {
  it('should be there for every refusal that the server words with ids, codes or instants', () => {
    const raw = CODES.filter((code) => rawOf(code).length > 0 && !ELSEWHERE.has(code));

    expect(raw.filter((code) => !isWorded(code))).to.deep.equal([]);
  });

  it('should leave to the server only what a clerk does not meet', () => {
    expect([...ELSEWHERE].filter((code) => isWorded(code) || !CODES.includes(code as ErrorCode))).to.deep.equal([]);
  });

  for (const [language, words] of Object.entries(WORDS)) {
    it(`should say no id, code or instant: ${language}`, () => {
      const unsaid = Object.entries(words).flatMap(([code, text]) =>
        parametersOf(text)
          .filter((name) => !PLAIN.has(name) && !(name in SPOKEN) && !(name in STEP_NAMES))
          .map((name) => `${code}: ${name}`),
      );

      expect(unsaid).to.deep.equal([]);
    });
  }

  it('should say only what the refusal carries', () => {
    const unknown = CODES.flatMap((code) => {
      const carried = new Set([...parametersOf(ERRORS[code].zh), ...parametersOf(ERRORS[code].en)]);
      return Object.values(WORDS).flatMap((words) =>
        parametersOf(words[code] ?? '')
          .filter((name) => !carried.has(STEP_NAMES[name as keyof typeof STEP_NAMES] ?? name))
          .map((name) => `${code}: ${name}`),
      );
    });

    expect(unknown).to.deep.equal([]);
  });
});
