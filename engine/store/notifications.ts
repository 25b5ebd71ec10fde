/** NOTIFY between the processes of one database. A hint only: whoever misses one finds out by looking. */
import pg from 'pg';

const CHANNEL = 'tongban';

/** A payload must be shorter than 8,000 bytes. */
export const MAX_PAYLOAD = 7_900;

/** Sent outside of the commits: inside, the lock that orders notifications would make all commits of all processes wait for each other. */
export async function notify(pool: pg.Pool, payloads: readonly string[]): Promise<void> {
  await pool.query({
    name: 'notify',
    text: `select pg_notify('${CHANNEL}', payload) from unnest($1::text[]) payload`,
    values: [payloads],
  });
}

export interface ListenOptions {
  readonly connectionString: string;
  readonly onPayload: (payload: string) => void;
  /** (Again) connected: what was sent before is unknown. */
  readonly onConnected: () => void;
  readonly onError: (error: unknown) => void;
}

/** Listens on a connection of its own (a pooler in transaction mode cannot) and connects again when it breaks. Returns what ends it. */
export function listen(options: ListenOptions): () => Promise<void> {
  let client: pg.Client | undefined;
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  let pause = 100;
  const again = (): void => {
    if (stopped) return;
    clearTimeout(timer);
    timer = setTimeout(() => void connect(), pause);
    timer.unref();
    pause = Math.min(pause * 2, 10_000);
  };
  const connect = async (): Promise<void> => {
    const next = new pg.Client({
      connectionString: options.connectionString,
      application_name: 'tongban listen',
      keepAlive: true,
    });
    next.on('notification', (message) => options.onPayload(message.payload ?? ''));
    next.on('error', (error) => {
      options.onError(error);
      again();
    });
    try {
      await next.connect();
      await next.query(`listen ${CHANNEL}`);
    } catch (error) {
      options.onError(error);
      await next.end().catch(options.onError);
      return again();
    }
    client = next;
    pause = 100;
    if (stopped) await next.end();
    else options.onConnected();
  };
  void connect();
  return async () => {
    stopped = true;
    clearTimeout(timer);
    await client?.end();
  };
}
