import { readFileSync, writeFileSync } from 'node:fs';
import type { Command } from 'commander';
import { withDrawing } from '../../layout/layout.ts';
import { encodeXml } from '../../model/xml/encode.ts';
import { fileText } from '../../model/xml/file-text.ts';
import { readDrawing } from '../../picture/drawing.ts';
import { svgOf } from '../../picture/svg.ts';

interface Options {
  readonly out?: string;
  readonly picture?: string;
}

/** `tongban layout FILE`: draws a model that has no drawing, or draws it anew. */
export function layout(program: Command): void {
  program
    .command('layout')
    .description(
      'Draw a model: pools, lanes, nodes and flows get their places. 为模型自动布局（池、泳道、节点与连线）。',
    )
    .argument('<file>', '.bpmn; its drawing is replaced')
    .option('--out <file>', 'write here instead of into the file')
    .option('--picture <file>', 'write the drawing as SVG too')
    .action((file: string, options: Options) => {
      const read = fileText(file, readFileSync(file));
      if (!read.ok) throw new Error(`${read.problem.message.en} ${read.problem.message.zh}`);
      const drawn = withDrawing(read.text);
      if (drawn === null) throw new Error(`Expected ${file} to hold a process, but it does not.`);
      const bytes = encodeXml(drawn, read.encoding);
      if (!bytes) throw new Error(`Expected the text to be writable as ${read.encoding}, but it is not.`);
      writeFileSync(options.out ?? file, bytes);
      if (options.picture) writeFileSync(options.picture, svgOf(readDrawing(drawn), { title: file }));
      console.log(options.out ?? file);
    });
}
