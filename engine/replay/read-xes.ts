import type { Readable } from 'node:stream';
import { SaxesParser, type SaxesTagPlain } from 'saxes';
import type { PositionedRecord } from './log-event.ts';

const TYPES = new Set(['string', 'date', 'int', 'float', 'boolean', 'id']);

/**
 * Reads an XES event log (IEEE 1849-2016) event by event. Attributes of the trace are prefixed `case:`, as in the usual CSV export, so
 * one column map fits both. Nested attributes of attributes, lists and log-level attributes carry nothing a replay needs and are passed over.
 */
export async function* readXes(input: Readable): AsyncGenerator<PositionedRecord> {
  const reader = new XesReader();
  input.setEncoding('utf8');
  for await (const chunk of input) {
    reader.write(String(chunk));
    yield* reader.take();
  }
  reader.close();
  yield* reader.take();
}

class XesReader {
  private readonly parser = new SaxesParser();
  private readonly ready: PositionedRecord[] = [];
  private readonly path: string[] = [];
  private trace: Record<string, string> = {};
  private event: Record<string, string> = {};
  private position = 0;

  constructor() {
    this.parser.on('opentag', (tag) => this.open(tag));
    this.parser.on('closetag', (tag) => this.closeTag(tag.name));
    this.parser.on('error', (error) => {
      throw error;
    });
    this.parser.on('doctype', () => {
      throw new Error('Expected an XES log without DOCTYPE, but it has one.');
    });
  }

  write(text: string): void {
    this.parser.write(text);
  }

  close(): void {
    this.parser.close();
  }

  /** The events completed since the last call. */
  take(): PositionedRecord[] {
    return this.ready.splice(0);
  }

  private open(tag: SaxesTagPlain): void {
    const owner = this.path.at(-1);
    this.path.push(tag.name);
    if (tag.name === 'trace') this.trace = {};
    if (tag.name === 'event') this.event = {};
    if (!TYPES.has(tag.name)) return;
    const { key, value } = tag.attributes;
    if (key === undefined || value === undefined) return;
    if (owner === 'trace') this.trace[`case:${key}`] = value;
    if (owner === 'event') this.event[key] = value;
  }

  private closeTag(name: string): void {
    this.path.pop();
    if (name === 'event') this.ready.push({ position: ++this.position, record: { ...this.trace, ...this.event } });
  }
}
