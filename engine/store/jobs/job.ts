/** A job as the runtime sees it. */
export interface Job {
  readonly id: string;
  readonly kind: 'timer' | 'async' | 'outbox' | 'escalation' | 'script';
  /** Null for start timers. */
  readonly instanceId: string | null;
  readonly definitionId: string | null;
  readonly definitionKey: string | null;
  readonly businessKey: string | null;
  readonly elementId: string | null;
  readonly elementInstanceId: string | null;
  readonly topic: string | null;
  readonly payload: unknown;
  readonly dueAt: number;
  readonly attempts: number;
  readonly attemptsLeft: number | null;
  readonly lastError: string | null;
  readonly priority: number;
  readonly lockedBy: string | null;
  readonly lockedUntil: number | null;
  /** Of the last lock that an external worker took; each has its own, later ones greater. */
  readonly lockToken: number | null;
}

/** The select list that makes a `Job` of a row of `job` called `j`. */
export const JOB_COLUMNS = `j.id, j.kind, j.instance_id as "instanceId", j.definition_id as "definitionId", j.definition_key as "definitionKey",
  j.business_key as "businessKey", j.element_id as "elementId", j.element_instance_id as "elementInstanceId", j.topic, j.payload, j.due_at as "dueAt",
  j.attempts, j.attempts_left as "attemptsLeft", j.last_error as "lastError", j.priority, j.locked_by as "lockedBy", j.locked_until as "lockedUntil",
  j.lock_token as "lockToken"`;
