/** What a scenario needs of an engine. Everything it does is complete when the promise resolves: nothing that is due is left undone. */
import type { DomainEvent } from '../core/events.ts';
import type { InstanceStatus, Variables } from '../core/state.ts';
import type { Result } from '../errors.ts';
import type { AdapterScript } from './scenario.ts';

export interface InstanceView {
  readonly status: InstanceStatus;
  /** BPMN ids of the flow nodes in which a token waits, with repetitions; without scopes. */
  readonly open: readonly string[];
  readonly tasks: readonly TaskView[];
  /** Of the process scope. */
  readonly variables: Variables;
  readonly incidents: readonly IncidentView[];
  /** Of the clocks of the case and its stages that have not stopped. */
  readonly lamps: readonly string[];
}

export interface TaskView {
  readonly id: string;
  readonly element: string;
  readonly state: string;
  readonly assignee: string | null;
  readonly visit: number;
  /** Its limit has passed. */
  readonly late: boolean;
}

interface IncidentView {
  readonly id: string;
  readonly element: string;
  readonly code: string;
}

export interface StartRequest {
  readonly process: string;
  readonly businessKey: string;
  readonly as: string;
  readonly variables: Variables;
}

export interface ActRequest {
  readonly taskId: string;
  readonly verb: string;
  readonly as: string;
  readonly input: Readonly<Record<string, unknown>>;
}

/** A verb of the case: its withdrawal, the extension of its limit. */
export interface CaseRequest {
  readonly instanceId: string;
  readonly as: string;
  readonly input: Readonly<Record<string, unknown>>;
}

export interface ExtendRequest extends CaseRequest {
  readonly input: { readonly days: number; readonly reasons?: string };
}

export interface MessageRequest {
  readonly name: string;
  /** By its correlation key; else the case is addressed by its number, or by its id where it began without one. */
  readonly to: { readonly correlationKey: string } | { readonly businessKey: string } | { readonly instanceId: string };
  readonly variables: Variables;
}

export interface SignalRequest {
  readonly name: string;
  /** The process of the scenario: its case may begin with the signal. */
  readonly process: string;
  readonly variables: Variables;
}

export interface MessageOutcome {
  readonly outcome: string;
  readonly instanceIds: readonly string[];
}

export interface ScenarioDriver {
  /** Sets the clock, before the first step. `now` is epoch ms. */
  begin(now: number): Promise<void>;
  /** Answers the id of the new case. */
  start(request: StartRequest): Promise<Result<string>>;
  act(request: ActRequest): Promise<Result<unknown>>;
  withdraw(request: CaseRequest): Promise<Result<unknown>>;
  extend(request: ExtendRequest): Promise<Result<unknown>>;
  publishMessage(request: MessageRequest): Promise<Result<MessageOutcome>>;
  /** Answers the ids of the cases of the process that began with it. */
  publishSignal(request: SignalRequest): Promise<Result<readonly string[]>>;
  resolveIncident(incidentId: string, as: string): Promise<Result<unknown>>;
  /** Moves the clock by an ISO 8601 duration, stopping at every moment at which something falls due. */
  advance(duration: string): Promise<void>;
  script(topic: string, script: AdapterScript): void;
  view(instanceId: string): Promise<InstanceView>;
  /** Everything that happened in the case so far, in order. */
  journal(instanceId: string): Promise<readonly DomainEvent[]>;
  /** The key of the process that a definition is a version of. */
  keyOf(definitionId: string): string;
}
