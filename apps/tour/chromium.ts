/**
 * A real Chromium: `CHROMIUM_PATH` where it is set, else the one inside the npm package `@sparticuz/chromium`, so a fresh machine needs
 * no browser of its own.
 */
import bundled from '@sparticuz/chromium';
import { type Browser, chromium } from 'playwright-core';

const QUIET = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Arguments of the bundled browser that people's journeys cannot have: in one process all contexts share their cookies, and rules must hold. */
const UNWANTED = new Set([
  '--single-process',
  '--no-zygote',
  '--disable-web-security',
  '--allow-running-insecure-content',
]);

export async function launchChromium(): Promise<Browser> {
  const executablePath = process.env.CHROMIUM_PATH ?? (await bundled.executablePath());
  return chromium.launch({
    executablePath,
    args: [...bundled.args.filter((argument) => !UNWANTED.has(argument)), ...QUIET],
    headless: true,
  });
}
