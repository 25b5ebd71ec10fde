/** Somebody at a screen of their own: a browser context, signed in. */
import type { Locator, Page } from 'playwright-core';
import { type Visitor, visitor } from '../../support/browser.ts';

declare global {
  interface Window {
    reportViolation(what: string): Promise<void>;
  }
}

export interface Arrival {
  /** A demo user. */
  readonly id: string;
  readonly language: 'zh' | 'en';
}

export class Person {
  readonly page: Page;
  readonly #visitor: Visitor;
  readonly #token: string;

  constructor(visitor: Visitor, token: string) {
    this.#visitor = visitor;
    this.#token = token;
    this.page = visitor.page;
  }

  static async arrive(baseURL: string, { id, language }: Arrival): Promise<Person> {
    const screen = await stranger(baseURL, language);
    const answer = await screen.context.request.post('/api/v1/sessions/demo', { data: { user: id } });
    if (!answer.ok()) throw new Error(`Expected ${id} to be signed in, but: ${await answer.text()}`);
    return new Person(screen, ((await answer.json()) as { token: string }).token);
  }

  /** What went wrong in the pages so far: errors, policy violations, assets that did not come. */
  get complaints(): readonly string[] {
    return this.#visitor.complaints;
  }

  /** Goes to an address of the server. */
  async open(address: string): Promise<void> {
    await this.page.goto(address);
  }

  /** The control or part of the page with this test name. */
  at(name: string): Locator {
    return this.page.locator(`[data-test="${name}"]`);
  }

  async press(...names: readonly string[]): Promise<void> {
    for (const name of names) await this.at(name).first().click();
  }

  /** Asks the API in the name of the person, for what a test needs but does not want to do by hand. */
  async ask<T>(method: 'GET' | 'POST' | 'PATCH', path: string, data?: unknown): Promise<T> {
    const answer = await this.#visitor.context.request.fetch(`/api/v1${path}`, {
      method,
      headers: { authorization: `Bearer ${this.#token}` },
      ...(data === undefined ? {} : { data }),
    });
    const text = await answer.text();
    if (!answer.ok()) throw new Error(`Expected ${method} ${path} to be answered, but: ${text}`);
    return (/\bjson\b/.test(answer.headers()['content-type'] ?? '') ? JSON.parse(text) : text) as T;
  }

  async leave(): Promise<void> {
    await this.#visitor.context.close();
  }
}

/** A fresh screen at which nobody has signed in; files that do not come are complaints. */
export async function stranger(baseURL: string, language: 'zh' | 'en'): Promise<Visitor> {
  const screen = await visitor({ locale: language === 'zh' ? 'zh-CN' : 'en-GB', baseURL });
  await screen.context.exposeFunction('reportViolation', (what: string) => void screen.complaints.push(what));
  await screen.context.addInitScript(() =>
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sourceFile, lineNumber }) =>
      window.reportViolation(`policy: ${violatedDirective} ${blockedURI} (${sourceFile}:${lineNumber})`),
    ),
  );
  screen.page.on('response', (response) => {
    const { pathname } = new URL(response.url());
    if (response.status() >= 400 && !pathname.startsWith('/api/'))
      screen.complaints.push(`${response.status()}: ${pathname}`);
  });
  screen.page.on('requestfailed', (request) => {
    if (!/ERR_ABORTED/.test(request.failure()?.errorText ?? ''))
      screen.complaints.push(`${request.failure()?.errorText}: ${request.url()}`);
  });
  return screen;
}
