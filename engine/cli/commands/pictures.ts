import { mkdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Command } from 'commander';
import { processFolders } from '../../boot/process-folders.ts';
import { readDrawing } from '../../picture/drawing.ts';
import { svgOf } from '../../picture/svg.ts';

interface Options {
  readonly out: string;
}

/** `tongban pictures [DIR]`: one SVG for every diagram of the process folders, named by its file. They are made, never kept: the model is the source. */
export function pictures(program: Command): void {
  program
    .command('pictures')
    .description('Draw every process of a folder of process folders as SVG. 将流程目录下的全部流程绘制为 SVG。')
    .argument('[dir]', 'a folder that holds process folders', 'processes')
    .option('--out <dir>', 'where the pictures go', join('docs', 'diagrams'))
    .action((dir: string, { out }: Options) => {
      const models = processFolders(dir).flatMap(({ resources }) =>
        resources.filter(({ name }) => name.endsWith('.bpmn')),
      );
      mkdirSync(out, { recursive: true });
      for (const { name, content } of models) {
        const key = basename(name, '.bpmn');
        const path = join(out, `${key}.svg`);
        writeFileSync(path, svgOf(readDrawing(content), { title: key }));
        console.log(path);
      }
    });
}
