import type { CompileContext } from '../compile/context.ts';
import type { ProcessDraft } from '../compile/draft.ts';
import type { BpmnDocument } from '../document.ts';
import type { ModdleElement } from '../moddle.ts';
import type { Severity, Text } from '../problem.ts';

/** What a rule sees: the parsed file, and what the passes made of its executable processes. */
export interface RuleInput {
  readonly document: BpmnDocument;
  readonly drafts: readonly ProcessDraft[];
  readonly context: CompileContext;
  /** Reports a problem under the rule's own id; an error unless said otherwise. */
  report(element: ModdleElement | null, message: Text, severity?: Severity): void;
}

/** One check of a model before it may be deployed. It reports what it finds and decides nothing else. */
export interface Rule {
  /** The name of its file; stable, clients switch on it. */
  readonly id: string;
  /** It asks what leads where, which cannot be answered, and is not asked, where a flow has lost an end. */
  readonly needsAllFlows?: boolean;
  check(input: RuleInput): void;
}
