import type { FeelExpression } from '../feel/compile.ts';

/** A correlation key as one message fills it (BPMN 2.0.2 §8.4.2). */
export interface CorrelationSpec {
  /** The same for all messages of the conversation; another where the key is defined otherwise. */
  readonly id: string;
  /** One for each property of the key, in a fixed order: its value, read from the message. */
  readonly retrieval: readonly FeelExpression[];
  /** What the process expects, property by property, where it says so by a subscription; else the first message of the conversation does. */
  readonly bindings: readonly FeelExpression[] | null;
}
