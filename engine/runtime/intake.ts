/**
 * Reports of cameras and devices. They come one by one or in hundreds, twice, late and in any order; what came at the same time is taken in one
 * transaction. An incident that is sure enough, or that a person has confirmed, starts a case by a message whose id is the incident's: once.
 */
import type pg from 'pg';
import { SYSTEM } from '../commands/command.ts';
import { listClasses } from '../store/intake/classes.ts';
import { listIntakeIncidents, markFiled } from '../store/intake/incidents.ts';
import type { Incident, IntakeClass, Report } from '../store/intake/rows.ts';
import { type TakenReport, takeReports } from '../store/intake/take-reports.ts';
import type { Clock } from './clock.ts';
import { uuidv7 } from './ids.ts';
import type { Logger } from './logger.ts';
import type { Messages } from './messages.ts';

export interface IntakeDeps {
  readonly pool: pg.Pool;
  readonly messages: Messages;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Undefined: nobody knows the class of this report. */
export type IntakeAnswer = TakenReport | undefined;

interface Waiting {
  readonly reports: readonly Report[];
  readonly resolve: (answers: readonly IntakeAnswer[]) => void;
  readonly reject: (error: unknown) => void;
}

const MOST_AT_ONCE = 1_000;
const FILE_AT_ONCE = 100;
/** A process that is deployed within this time still gets what happened before. */
const KEPT = 'P30D';

export class Intake {
  readonly #deps: IntakeDeps;
  readonly #waiting: Waiting[] = [];
  #taking: Promise<void> | undefined;
  #filing: Promise<void> | undefined;
  #isAskedAgain = false;

  constructor(deps: IntakeDeps) {
    this.#deps = deps;
  }

  /** Answers when the reports are safe, in their order. */
  take(reports: readonly Report[]): Promise<readonly IntakeAnswer[]> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ reports, resolve, reject });
      this.#begin();
    });
  }

  /** Who was answered may have come with more before the end of the work was noted. */
  #begin(): void {
    this.#taking ??= this.#takeAll().finally(() => {
      this.#taking = undefined;
      if (this.#waiting.length > 0) this.#begin();
    });
  }

  async #takeAll(): Promise<void> {
    while (this.#waiting.length > 0) {
      const batch = this.#nextBatch();
      try {
        const answers = await this.#takeBatch(batch.flatMap(({ reports }) => reports));
        let at = 0;
        for (const { reports, resolve } of batch) {
          resolve(answers.slice(at, at + reports.length));
          at += reports.length;
        }
        this.file();
      } catch (error) {
        for (const { reject } of batch) reject(error);
      }
    }
  }

  #nextBatch(): readonly Waiting[] {
    let size = 0;
    const fits = this.#waiting.findIndex(({ reports }, index) => {
      size += reports.length;
      return index > 0 && size > MOST_AT_ONCE;
    });
    return this.#waiting.splice(0, fits < 0 ? this.#waiting.length : fits);
  }

  async #takeBatch(reports: readonly Report[]): Promise<readonly IntakeAnswer[]> {
    const { pool, clock } = this.#deps;
    const classes = await this.#classes();
    const usable = reports.filter((report) => classes.has(report.class));
    const taken = await takeReports(pool, usable, { classes, newId: () => uuidv7(clock.now()) });
    let at = 0;
    return reports.map((report) => (classes.has(report.class) ? taken[at++] : undefined));
  }

  async #classes(): Promise<ReadonlyMap<string, IntakeClass>> {
    return new Map((await listClasses(this.#deps.pool)).map((each) => [each.class, each]));
  }

  /** Starts the cases that are to be started, in the background; also those that a killed process has left. */
  file(): void {
    this.#isAskedAgain = true;
    this.#filing ??= this.#fileAll()
      .catch((error: unknown) => this.#deps.logger.error({ err: error }, 'could not file incidents; it is tried again'))
      .finally(() => {
        this.#filing = undefined;
        if (this.#isAskedAgain) this.file();
      });
  }

  /** Resolves when nothing is taken or filed any more. */
  async idle(): Promise<void> {
    while (this.#taking ?? this.#filing) await Promise.all([this.#taking, this.#filing]);
  }

  async #fileAll(): Promise<void> {
    while (this.#isAskedAgain) {
      this.#isAskedAgain = false;
      const classes = await this.#classes();
      let after = '';
      for (;;) {
        const due = await listIntakeIncidents(this.#deps.pool, { state: 'filing', after, limit: FILE_AT_ONCE });
        await Promise.all(due.map((incident) => this.#fileOne(incident, classes)));
        const last = due.at(-1);
        if (!last) break;
        after = last.id;
      }
    }
  }

  async #fileOne(incident: Incident, classes: ReadonlyMap<string, IntakeClass>): Promise<void> {
    const { pool, messages, logger } = this.#deps;
    const rules = classes.get(incident.class);
    if (!rules) return;
    const { id, class: eventClass, lat, lon, confidence, reports, data, decidedBy } = incident;
    const variables = {
      incidentId: id,
      eventClass,
      position: { lat, lon },
      confidence,
      reports,
      confirmedBy: decidedBy,
      report: data,
    };
    const published = await messages.publish(
      { name: rules.message, messageId: `intake:${id}`, variables, timeToLive: KEPT },
      SYSTEM,
    );
    if (published.ok) await markFiled(pool, id, published.value.instanceIds[0] ?? null);
    else logger.warn({ incident: id, failure: published.failure }, 'an incident was not filed');
  }
}
