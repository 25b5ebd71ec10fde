/**
 * Group commit of single statements: what many ask for at the same time goes to the database as one statement. Whoever asks while it is on its way
 * is in the next one, so a question alone takes no longer than before, and a hundred take two round trips.
 */
import { isOutage } from '../store/connection.ts';

interface Asking<Item, Answer> {
  readonly item: Item;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: unknown) => void;
}

export class Together<Item, Answer> {
  readonly #answer: (items: readonly Item[]) => Promise<readonly Answer[]>;
  readonly #most: number;
  #asking: Asking<Item, Answer>[] = [];
  #isScheduled = false;

  /** `answer` gives the answers in the order of the items; `most`: items in one statement. */
  constructor(answer: (items: readonly Item[]) => Promise<readonly Answer[]>, most = 200) {
    this.#answer = answer;
    this.#most = most;
  }

  ask(item: Item): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.#asking.push({ item, resolve, reject });
      if (this.#isScheduled) return;
      this.#isScheduled = true;
      // Those of one turn of the event loop go together.
      setImmediate(() => void this.#answerAll());
    });
  }

  async #answerAll(): Promise<void> {
    while (this.#asking.length > 0) await this.#answerSome(this.#asking.splice(0, this.#most));
    this.#isScheduled = false;
  }

  /** Where the statement is refused for one of them, each is asked alone, so that only the culprit fails. */
  async #answerSome(asking: readonly Asking<Item, Answer>[]): Promise<void> {
    try {
      const answers = await this.#answer(asking.map(({ item }) => item));
      for (const [index, { resolve }] of asking.entries()) resolve(answers[index] as Answer);
    } catch (error) {
      if (asking.length === 1 || isOutage(error)) for (const { reject } of asking) reject(error);
      else for (const each of asking) await this.#answerSome([each]);
    }
  }
}
