/** One line of an event log, whatever its format: every attribute as text, case attributes included. */
export type LogRecord = Readonly<Record<string, string>>;

/** Where in the file a record was found, for messages: the data row (CSV) or the event (XES), from 1. */
interface LogPosition {
  readonly position: number;
}

export type PositionedRecord = LogPosition & { readonly record: LogRecord };
