/**
 * What a department and the engine have agreed on, as a file (`contract.json`): operations, the shape of what goes and comes, how sensitive it
 * is, how fast it comes, what may go wrong, and examples. Everything else is made from it: the check of both directions, the simulated
 * department, the conformance test and the page for the people who build the other side.
 */
export type JsonSchema = Readonly<Record<string, unknown>>;
export type Values = Readonly<Record<string, unknown>>;

export interface Words {
  readonly zh: string;
  readonly en: string;
}

export interface Contract {
  /** `tax`, the name of its folder; topics begin with it. */
  readonly name: string;
  readonly title: Words;
  readonly version: string;
  /** Day on which the department agreed; null while it has not. */
  readonly signedOn: string | null;
  /** What a second call with the same key does there; see `Adapter.repeats`. Without it they are ignored. */
  readonly repeats?: 'ignored' | 'doubled';
  readonly operations: readonly Operation[];
  readonly simulation?: Simulation;
}

export interface Operation {
  readonly topic: string;
  readonly title: Words;
  /** `change` has consequences, so it happens once per idempotency key; `query` has none. */
  readonly effect: 'query' | 'change';
  readonly request: JsonSchema;
  readonly answer: JsonSchema;
  /** Every property of request and answer, `licence.holder`; lists are written as what they hold. */
  readonly levels: Readonly<Record<string, DataLevel>>;
  readonly slo: Slo;
  readonly errors: readonly ContractError[];
  readonly examples: readonly Example[];
  readonly mapping?: Mapping | undefined;
}

/** 1 ordinary to 4 extremely important (DB2301/T 132), and whether it is sensitive personal information (PIPL, article 28). */
interface DataLevel {
  readonly level: 1 | 2 | 3 | 4;
  readonly sensitive?: boolean;
  readonly purpose?: Words;
}

interface Slo {
  readonly timeoutMs: number;
  readonly p95Ms: number;
  /** Share of calls that are answered, 0 to 1. */
  readonly availability: number;
}

interface ContractError extends Words {
  readonly code: string;
}

/** What was really said once, without people in it. */
export interface Example {
  readonly name: string;
  readonly request: Values;
  readonly answer?: Values;
  /** Code of the error instead of an answer. */
  readonly error?: string;
}

/** From what the process calls things to what the department calls them, and back. FEEL; both see `request` too. */
export interface Mapping {
  readonly request?: readonly MappingRow[];
  readonly answer?: readonly MappingRow[];
  readonly tests: readonly MappingTest[];
}

export interface MappingRow {
  readonly to: string;
  readonly from: string;
  readonly note?: Words;
}

interface MappingTest {
  readonly name: string;
  readonly direction: 'request' | 'answer';
  readonly given: Values;
  readonly expected: Values;
}

/** How the department behaves while it is played. */
export interface Simulation {
  readonly medianMs: number;
  readonly p95Ms: number;
  /** Shares of calls, 0 to 1. */
  readonly faults?: Readonly<Partial<Record<Fault, number>>>;
}

/** It fails at once; it never answers; it answers what the contract does not allow; it does what was asked and the answer is lost. */
export type Fault = 'failure' | 'silence' | 'garbage' | 'lost-answer';
