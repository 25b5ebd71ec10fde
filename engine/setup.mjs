/**
 * Run before `npm start` and `npm test`: installs the dependencies named by package-lock.json where they are missing or different.
 * Plain JavaScript without dependencies, because nothing else is there yet on a fresh clone.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const MINIMUM = [20, 19];

/** npm keeps a copy of the lock file of what it installed; both agree when nothing is to do. */
function installed() {
  const copy = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(copy)) return false;
  const wanted = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
  const found = JSON.parse(readFileSync(copy, 'utf8')).packages;
  return Object.entries(wanted).every(
    ([path, entry]) =>
      path === '' || entry.optional || entry.devOptional || entry.peer || found[path]?.version === entry.version,
  );
}

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < MINIMUM[0] || (major === MINIMUM[0] && minor < MINIMUM[1])) {
  console.error(`Expected Node.js ${MINIMUM.join('.')} or newer, but this is ${process.versions.node}.`);
  console.error(`需要 Node.js ${MINIMUM.join('.')} 或更新版本，当前为 ${process.versions.node}。`);
  process.exit(1);
}

if (!installed()) {
  console.log('Installing dependencies (once) … 正在安装依赖（仅首次）…');
  const npm = process.env.npm_execpath;
  const [command, ...first] = npm ? [process.execPath, npm] : ['npm'];
  const result = spawnSync(command, [...first, 'ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: 'inherit',
  });
  if (result.status !== 0) {
    console.error('Expected `npm ci` to install the dependencies, but it failed: see above. 依赖安装失败，见上文。');
    process.exit(result.status ?? 1);
  }
}
