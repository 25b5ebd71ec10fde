import { SingleBar } from 'cli-progress';

export interface Progress {
  update(done: number, total: number): void;
  stop(): void;
}

const SILENT: Progress = { update: () => undefined, stop: () => undefined };

/** A progress bar on standard error where a person watches; nothing else otherwise, so that answers stay clean. */
export function progressBar(label: string, { show }: { readonly show: boolean }): Progress {
  if (!show || !process.stderr.isTTY) return SILENT;
  const bar = new SingleBar({
    format: `${label} {bar} {percentage}% | {value}/{total} | {duration_formatted}`,
    stream: process.stderr,
  });
  bar.start(0, 0);
  return {
    update(done, total) {
      bar.setTotal(total);
      bar.update(done);
    },
    stop: () => bar.stop(),
  };
}
