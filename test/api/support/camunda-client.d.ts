/** What the tests use of the client library, which comes without types. */
declare module 'camunda-external-task-client-js' {
  export interface WorkerTask {
    readonly id: string;
    readonly businessKey: string;
    readonly retries: number;
    readonly variables: { getAll(): Record<string, unknown> };
  }
  export interface TaskService {
    complete(task: WorkerTask, variables?: object): Promise<void>;
    handleFailure(task: WorkerTask, options: object): Promise<void>;
    handleBpmnError(task: WorkerTask, code: string, message: string, variables?: object): Promise<void>;
    extendLock(task: WorkerTask, duration: number): Promise<void>;
    lock(task: WorkerTask, duration: number): Promise<void>;
    unlock(task: WorkerTask): Promise<void>;
  }
  export class Client {
    constructor(options: object);
    subscribe(topic: string, handler: (work: { task: WorkerTask; taskService: TaskService }) => void): unknown;
    start(): void;
    stop(): void;
    on(event: string, handler: (...given: unknown[]) => void): void;
  }
  export class Variables {
    set(name: string, value: unknown): unknown;
    setTyped(name: string, value: object): unknown;
  }
  export class BasicAuthInterceptor {
    constructor(who: { username: string; password: string });
  }
}
