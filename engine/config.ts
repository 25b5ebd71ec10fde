import { type OidcSettings, oidcSettings } from './boot/oidc-settings.ts';
import { DEFAULT_ZONE, isZoneName } from './core/schedule/zone.ts';
import { CASE_NUMBER_FORMAT, DEFAULT_CASE_NUMBER, readCaseNumberFormat } from './items/case-number.ts';
import { DEFAULT_LIMITS } from './scripts/script.ts';

/** Settings from the environment. Every problem is reported at once, with what was expected and what was found. */
export interface Config {
  /** Sign-in by an OpenID provider; null: by password only. */
  readonly oidc?: OidcSettings | null;
  readonly host: string;
  readonly port: number;
  /** Null: the engine starts a PostgreSQL of its own under `dataDir`. */
  readonly databaseUrl: string | null;
  readonly dataDir: string;
  /** Demo people and cases, and sign-in by one click: on loopback only. */
  readonly demo: boolean;
  /** How many cases of the last weeks a new demo has. */
  readonly demoCases: number;
  readonly adminPassword: string | null;
  /** A proxy in front ends TLS: its X-Forwarded-* are believed, cookies are secure, browsers are told to stay with https. */
  readonly tlsProxy: boolean;
  /** The engine's clock can be moved over the API. */
  readonly testClock: boolean;
  /** When the test clock begins, epoch ms; absent: at the present. */
  readonly testClockAt?: number;
  /** Whose wall clock dates, cron and durations of days in models mean where they name no other; IANA. */
  readonly timeZone: string;
  /** How long a JavaScript script may run, ms. */
  readonly scriptMs: number;
  /** Builds and serves the web applications; without, the process answers the API only. */
  readonly web: boolean;
  readonly production: boolean;
  /** File that says how departments are really reached (adapters/README.md); null: none is. */
  readonly connections?: string | null;
  /** Departments that are not connected are played from their contracts. In production only where it is asked for. */
  readonly simulate?: boolean;
  /** How long the ledger of effects keeps what is settled, days. */
  readonly effectDays?: number;
  /** How long after its end a case is kept before it may be deleted, calendar years. */
  readonly retentionYears?: number;
  /** How long after its end a case can be rated, days. */
  readonly ratingDays?: number;
  /** How numbers of cases are written, see `items/case-number.ts`. */
  readonly caseNumber?: string;
  readonly logLevel: string;
  /** The largest file that may be attached, bytes. */
  readonly attachmentBytes: number;
  /** How often somebody may see personal data in plain within an hour. */
  readonly unmaskPerHour?: number;
  /** How a process is reported whose cases may not come to an end; `off`: it is not looked at. */
  readonly soundness?: 'warning' | 'error' | 'off';
  /** How many states of a process are looked at for that; null: the engine's own bound. */
  readonly soundnessStates?: number | null;
}

export class ConfigurationError extends Error {
  constructor(problems: readonly string[]) {
    super(problems.join('\n'));
    this.name = 'ConfigurationError';
  }
}

/** A script that does nothing takes about a millisecond; one that takes seconds belongs into a service. */
const SCRIPT_MS = { least: 20, most: 10_000 };
const LOOPBACK = new Set(['127.0.0.1', '::1', 'localhost']);
const SOUNDNESS = ['warning', 'error', 'off'] as const;
const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'];

const isLoopback = (host: string): boolean => LOOPBACK.has(host);

/** Reads the settings; throws `ConfigurationError` naming every setting that is wrong. */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const problems: string[] = [];
  const expect = (name: string, wanted: string): void => {
    problems.push(`Expected ${name} to be ${wanted}, but found "${env[name]}".`);
  };
  const flag = (name: string, fallback: boolean): boolean => {
    const value = env[name];
    if (value === undefined || value === '') return fallback;
    if (value !== '0' && value !== '1') expect(name, '0 or 1');
    return value === '1';
  };

  const host = env.HOST || '127.0.0.1';
  const port = Number(env.PORT || '8080');
  if (!Number.isInteger(port) || port < 0 || port > 65535) expect('PORT', 'a port number');
  if (env.DATABASE_URL && !/^postgres(ql)?:\/\//.test(env.DATABASE_URL)) expect('DATABASE_URL', 'postgresql://…');
  const production = env.NODE_ENV === 'production';
  const testClockAt = /^\d{4}-\d\d-\d\dT/.test(env.TONGBAN_TEST_CLOCK ?? '')
    ? Date.parse(env.TONGBAN_TEST_CLOCK ?? '')
    : undefined;
  if (Number.isNaN(testClockAt)) expect('TONGBAN_TEST_CLOCK', '0, 1 or an instant such as 2026-03-11T02:00:00Z');
  const testClock = testClockAt !== undefined || flag('TONGBAN_TEST_CLOCK', false);
  if (testClock && production)
    problems.push(
      'Expected TONGBAN_TEST_CLOCK to be unset with NODE_ENV=production, but it is set: time would be in the hands of a caller.',
    );
  const logLevel = env.TONGBAN_LOG || 'warn';
  if (!LOG_LEVELS.includes(logLevel)) expect('TONGBAN_LOG', `one of ${LOG_LEVELS.join(', ')}`);
  const timeZone = env.TONGBAN_TIME_ZONE || DEFAULT_ZONE;
  if (!isZoneName(timeZone)) expect('TONGBAN_TIME_ZONE', 'a time zone of the IANA database such as Asia/Shanghai');
  const soundness = SOUNDNESS.find((each) => each === (env.TONGBAN_SOUNDNESS || 'warning'));
  if (!soundness) expect('TONGBAN_SOUNDNESS', `one of ${SOUNDNESS.join(', ')}`);
  const soundnessStates = env.TONGBAN_SOUNDNESS_STATES ? Number(env.TONGBAN_SOUNDNESS_STATES) : null;
  if (
    soundnessStates !== null &&
    !(Number.isInteger(soundnessStates) && soundnessStates >= 1 && soundnessStates <= 10_000_000)
  )
    expect('TONGBAN_SOUNDNESS_STATES', 'a whole number from 1 to 10000000');
  const scriptMs = Number(env.TONGBAN_SCRIPT_MS || DEFAULT_LIMITS.milliseconds);
  if (!Number.isInteger(scriptMs) || scriptMs < SCRIPT_MS.least || scriptMs > SCRIPT_MS.most)
    expect('TONGBAN_SCRIPT_MS', `a whole number of milliseconds from ${SCRIPT_MS.least} to ${SCRIPT_MS.most}`);
  const attachmentMb = Number(env.TONGBAN_ATTACHMENT_MB || '50');
  if (!Number.isInteger(attachmentMb) || attachmentMb < 1 || attachmentMb > 2_000)
    expect('TONGBAN_ATTACHMENT_MB', 'a whole number of megabytes from 1 to 2000');
  const unmaskPerHour = Number(env.TONGBAN_UNMASK_PER_HOUR || '30');
  if (!Number.isInteger(unmaskPerHour) || unmaskPerHour < 1 || unmaskPerHour > 10_000)
    expect('TONGBAN_UNMASK_PER_HOUR', 'a whole number from 1 to 10000');
  const effectDays = Number(env.TONGBAN_EFFECT_DAYS || '1096');
  if (!Number.isInteger(effectDays) || effectDays < 30 || effectDays > 36_500)
    expect('TONGBAN_EFFECT_DAYS', 'a whole number of days from 30 to 36500');
  const retentionYears = Number(env.TONGBAN_RETENTION_YEARS || '10');
  if (!Number.isInteger(retentionYears) || retentionYears < 1 || retentionYears > 100)
    expect('TONGBAN_RETENTION_YEARS', 'a whole number of years from 1 to 100');
  const ratingDays = Number(env.TONGBAN_RATING_DAYS || '30');
  if (!Number.isInteger(ratingDays) || ratingDays < 1 || ratingDays > 3_650)
    expect('TONGBAN_RATING_DAYS', 'a whole number of days from 1 to 3650');
  const caseNumber = env.TONGBAN_CASE_NUMBER || DEFAULT_CASE_NUMBER;
  if (!readCaseNumberFormat(caseNumber)) expect('TONGBAN_CASE_NUMBER', CASE_NUMBER_FORMAT);
  const simulate = flag('TONGBAN_SIMULATE', !production);
  const demo = flag('TONGBAN_DEMO', !production) && !production && isLoopback(host);
  // A clock that is moved by years would set off everything the town has left open.
  const demoCases = Number(env.TONGBAN_DEMO_CASES || (testClock ? '0' : '2000'));
  if (!Number.isInteger(demoCases) || demoCases < 0 || demoCases > 20_000)
    expect('TONGBAN_DEMO_CASES', 'a whole number from 0 to 20000');
  if (env.TONGBAN_ADMIN_PASSWORD !== undefined && env.TONGBAN_ADMIN_PASSWORD.length < 8) {
    problems.push('Expected TONGBAN_ADMIN_PASSWORD to have at least 8 characters, but it is shorter.');
  }
  const oidc = oidcSettings(env, (problem) => problems.push(problem));
  if (problems.length > 0) throw new ConfigurationError(problems);
  return {
    host,
    port,
    databaseUrl: env.DATABASE_URL || null,
    dataDir: env.TONGBAN_DATA || './.tongban',
    demo,
    demoCases,
    adminPassword: env.TONGBAN_ADMIN_PASSWORD || null,
    tlsProxy: flag('TONGBAN_TLS_PROXY', false),
    testClock,
    ...(testClockAt === undefined ? {} : { testClockAt }),
    timeZone,
    scriptMs,
    web: flag('TONGBAN_WEB', true),
    production,
    connections: env.TONGBAN_CONNECTIONS || null,
    simulate,
    effectDays,
    retentionYears,
    ratingDays,
    caseNumber,
    logLevel,
    oidc,
    attachmentBytes: attachmentMb * 1024 * 1024,
    unmaskPerHour,
    soundness: soundness ?? 'warning',
    soundnessStates,
  };
}
