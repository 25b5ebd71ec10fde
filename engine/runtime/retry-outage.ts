import { isOutage } from '../store/connection.ts';

const FIRST_PAUSE_MS = 50;

/** Repeats what may be repeated while the database cannot be reached, with pauses that double; then rejects with the last error. */
export async function retryOutage<T>(attempts: number, work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (attempt >= attempts || !isOutage(error)) throw error;
      await new Promise((resolve) => setTimeout(resolve, FIRST_PAUSE_MS * 2 ** (attempt - 1)));
    }
  }
}
