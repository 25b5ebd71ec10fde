/** Asks the server as one of the demo people; the answer is what its route says. */
export type Ask = <T>(person: string, method: 'GET' | 'POST', path: string, body?: unknown) => Promise<T>;
