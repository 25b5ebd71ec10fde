/** Asks the API in the name of a demo user; throws what it refuses. */
export type Ask = <T>(person: string, method: 'GET' | 'POST', path: string, body?: unknown) => Promise<T>;
