/** What the server refused, or why it could not be asked (RFC 9457 problem documents). */

export interface FieldProblem {
  readonly path: string;
  readonly message: string;
}

export interface ProblemDocument {
  readonly status: number;
  readonly code: string;
  readonly title: string;
  /** For the reader, in the language of the request. */
  readonly detail: string;
  /** What the detail is about, as codes and ids. */
  readonly params?: Readonly<Record<string, unknown>>;
  readonly errors?: readonly FieldProblem[];
  readonly problems?: readonly {
    readonly resource: string;
    readonly elementId: string | null;
    readonly rule: string;
    readonly severity: 'error' | 'warning';
    readonly message: string;
    readonly line: number | null;
    readonly column: number | null;
  }[];
}

export class ApiProblem extends Error {
  readonly document: ProblemDocument;

  constructor(document: ProblemDocument) {
    super(document.detail || document.title);
    this.name = 'ApiProblem';
    this.document = document;
  }

  get status(): number {
    return this.document.status;
  }

  get code(): string {
    return this.document.code;
  }
}

/** Not an answer of the server: it was not reached. */
export const UNREACHABLE = 'unreachable';

export const unreachable = (): ApiProblem => new ApiProblem({ status: 0, code: UNREACHABLE, title: '', detail: '' });

const isProblem = (value: unknown): value is ProblemDocument =>
  typeof value === 'object' && value !== null && 'code' in value && 'detail' in value;

/** Reads a refusal; an answer that is no problem document (a proxy's page) keeps its status only. */
export async function problemOf(response: Response): Promise<ApiProblem> {
  const text = await response.text();
  const parsed = parse(text);
  if (isProblem(parsed)) return new ApiProblem(parsed);
  return new ApiProblem({ status: response.status, code: `http-${response.status}`, title: '', detail: '' });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Field problems by the name of the variable: `/applicantName` and `variables.applicantName` both mean `applicantName`. */
export function fieldMessages(errors: readonly FieldProblem[] = []): Record<string, string[]> {
  const byField: Record<string, string[]> = {};
  for (const { path, message } of errors) {
    const field = path
      .replace(/^[/.]+/, '')
      .replace(/^variables[./]/, '')
      .split(/[./]/)[0];
    if (field) byField[field] = [...(byField[field] ?? []), message];
  }
  return byField;
}
