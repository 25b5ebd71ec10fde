/** What a catalogue of 1,500 service items costs: putting it into use, and what a person waits for who looks something up in it. See README.md. */
import { parseArgs } from 'node:util';
import { demoItems } from '../engine/boot/demo-items.ts';
import { putIntoUse } from '../engine/boot/use-items.ts';
import type { ServiceItem } from '../engine/items/item.ts';
import type { Runtime } from '../engine/runtime/engine.ts';
import { type ItemFilter, listItems } from '../engine/store/items/items.ts';
import { withEngine } from './engine.ts';
import { quantile } from './throughput/support.ts';

const DEPLOY_S = 60;
const LISTING_MS = 300;
const PAGE = 50;

const MODEL = `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="urn:bench">
  <process id="bench" isExecutable="true"><startEvent id="start"/><endEvent id="end"/><sequenceFlow id="a" sourceRef="start" targetRef="end"/></process>
</definitions>`;

const LISTINGS: Readonly<Record<string, ItemFilter>> = {
  'first page': {},
  'by two words': { q: '许可 核发' },
  'by a word that is nowhere': { q: 'nowhere' },
  'of one theme': { theme: '住房' },
  'of one department': { department: 'department-1' },
  'for companies': { object: 'company' },
  'with a visit': { visits: true },
};

interface Catalogue {
  readonly seconds: number;
  /** Milliseconds of each kind of listing. */
  readonly listings: ReadonlyMap<string, readonly number[]>;
}

export async function run(args: readonly string[]): Promise<boolean> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      items: { type: 'string', default: '1500' },
      few: { type: 'string', default: '150' },
      samples: { type: 'string', default: '100' },
    },
  });
  const samples = Number(values.samples);
  const few = await withEngine(MODEL, (runtime) => measure(runtime, Number(values.few), samples));
  const all = await withEngine(MODEL, (runtime) => measure(runtime, Number(values.items), samples));
  console.log(
    `${values.items} items put into use in ${all.seconds.toFixed(2)} s (${values.few}: ${few.seconds.toFixed(2)} s)`,
  );
  const p95s = [...all.listings].map(([name, times]) => {
    const [p95, less] = [quantile(times, 0.95), quantile(few.listings.get(name) ?? [], 0.95)];
    console.log(
      `  ${name.padEnd(26)} p95 ${p95.toFixed(1)} ms, with ${values.few} ${less.toFixed(1)} ms: ${(p95 / less).toFixed(1)} ×`,
    );
    return p95;
  });
  return [
    said(all.seconds <= DEPLOY_S, `put into use within ${DEPLOY_S} s`),
    said(Math.max(...p95s) <= LISTING_MS, `every listing p95 within ${LISTING_MS} ms`),
  ].every(Boolean);
}

function said(isMet: boolean, bar: string): boolean {
  console.log(`${isMet ? 'held  ' : 'MISSED'} ${bar}`);
  return isMet;
}

async function measure(runtime: Runtime, count: number, samples: number): Promise<Catalogue> {
  const began = performance.now();
  await putIntoUse(runtime, itemsOf(count));
  const seconds = (performance.now() - began) / 1_000;
  const listings = new Map<string, number[]>();
  for (let sample = 0; sample < samples; sample++) {
    for (const [name, filter] of Object.entries(LISTINGS)) {
      const asked = performance.now();
      await listItems(runtime.pool, filter, { limit: PAGE });
      listings.set(name, [...(listings.get(name) ?? []), performance.now() - asked]);
    }
  }
  return { seconds, listings };
}

/** As many departments as it takes, 40 items each. */
function itemsOf(count: number): readonly ServiceItem[] {
  const organs = Array.from({ length: Math.ceil(count / 40) }, (_, n) => ({
    id: `department-${n}`,
    title: { zh: `第${n}局`, en: `Department ${n}` },
  }));
  return demoItems(organs)
    .slice(0, count)
    .map((item) => ({ ...item, processKey: 'bench' }));
}
