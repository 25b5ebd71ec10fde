/**
 * The composition root: settings, database, runtime, processes, demo, web applications, API. The only file that sees everything.
 * `npm start` runs it; it prints `listening on http://…` when it is ready and stops cleanly on SIGTERM and SIGINT.
 */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { pino } from 'pino';
import { readContracts } from '../adapters/contracts.ts';
import { createOutgoing } from '../adapters/http/outgoing.ts';
import { realSurroundings } from '../adapters/real-surroundings.ts';
import { signatureSimulator } from '../adapters/signature-simulator/signature-simulator.ts';
import { buildAppsAside } from '../apps/build.ts';
import { type App, createApp } from './api/app.ts';
import type { Contract } from './api/contract/contracts.ts';
import { ensureAdministrator } from './api/ensure-administrator.ts';
import { logOptions } from './api/log-options.ts';
import type { OidcOptions } from './api/oidc/options.ts';
import { openDemo } from './boot/demo.ts';
import { deployFolders } from './boot/deploy-folders.ts';
import { incomingEdges } from './boot/incoming.ts';
import type { OidcSettings } from './boot/oidc-settings.ts';
import { type EngineOptions, type OpenEngine, openEngine } from './boot/open-engine.ts';
import { useItems } from './boot/use-items.ts';
import { type Config, ConfigurationError, readConfig } from './config.ts';
import { systemClockIn, TestClock } from './runtime/clock.ts';
import type { Logger } from './runtime/logger.ts';

const BUILDING = 'building the web applications (once) … 正在构建网页应用（仅首次）…';
const PROCESSES = fileURLToPath(new URL('../processes', import.meta.url));

export interface RunningServer {
  readonly url: string;
  close(): Promise<void>;
}

/** Starts everything; resolves when requests are answered. What was started is stopped again where a later step fails. */
export async function startServer(
  config: Config,
  { compilers }: Pick<EngineOptions, 'compilers'> = {},
): Promise<RunningServer> {
  const logger = pino(logOptions(config.logLevel));
  const clock = config.testClock
    ? new TestClock(config.testClockAt ?? Date.now(), config.timeZone)
    : systemClockIn(config.timeZone);
  const incoming = incomingEdges(config);
  const building = config.web ? buildAppsAside({ onBuild: () => console.log(BUILDING) }) : Promise.resolve(null);
  const engine = await openEngine({ config, clock, logger, ...(compilers && { compilers }) });
  try {
    const [webRoot] = await Promise.all([building, prepare(engine, config, logger)]);
    const options = {
      demo: config.demo,
      host: config.host,
      trustProxy: config.tlsProxy,
      secure: config.tlsProxy,
      webRoot,
      oidc: config.oidc ? guarded(config.oidc) : null,
      attachmentBytes: config.attachmentBytes,
      ...(config.unmaskPerHour === undefined ? {} : { unmaskPerHour: config.unmaskPerHour }),
      ...(config.ratingDays === undefined ? {} : { ratingDays: config.ratingDays }),
      ...(config.caseNumber === undefined ? {} : { caseNumber: config.caseNumber }),
      webhooks: incoming.webhooks,
      contracts: contractsForModels(),
      ...(config.demo && { signer: signatureSimulator() }),
    };
    const app = createApp({ runtime: engine.runtime, database: engine.runtime.pool, logger, options });
    const server = createServer(app.koa.callback());
    const url = await listen(server, config);
    const stopListening = incoming.listen(engine.runtime);
    return {
      url,
      close: async () => {
        await stopListening();
        await shutDown(server, app, engine);
      },
    };
  } catch (error) {
    await engine.close();
    throw error;
  }
}

/** Plain text is for a provider on this very machine; the settings admit no other. */
const guarded = ({ networks, ...oidc }: OidcSettings): OidcOptions => ({
  ...oidc,
  http: createOutgoing({ allowed: networks, plainText: oidc.issuer.startsWith('http:') }, realSurroundings),
});

/** As plain JSON: lists of the file are nobody's to change. */
const contractsForModels = (): Contract[] => JSON.parse(JSON.stringify(readContracts()));

async function prepare({ runtime, database }: OpenEngine, config: Config, logger: Logger): Promise<void> {
  const password = await ensureAdministrator(runtime.pool, config.adminPassword);
  if (password !== null) console.log(`administrator 管理员: admin / ${password}  (shown once 仅显示一次)`);
  await deployFolders(runtime, PROCESSES);
  await useItems(runtime, PROCESSES, logger);
  if (!config.demo) return runtime.start();
  const { demoCases: cases, timeZone: zone } = config;
  const databaseUrl = database.connectionString;
  await openDemo(runtime, { processes: PROCESSES, databaseUrl, logger, cases, zone });
}

/** Requests under way are answered, then the engine stops. */
async function shutDown(server: Server, app: App, engine: OpenEngine): Promise<void> {
  const answered = new Promise((resolve) => server.close(resolve));
  app.close();
  server.closeIdleConnections();
  await answered;
  await engine.close();
}

function listen(server: Server, { host, port }: Config): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      const address = server.address() as AddressInfo;
      resolve(`http://${host.includes(':') ? `[${host}]` : host}:${address.port}`);
    });
  });
}

/** Runs until a signal; a second signal does not wait for anything. */
export async function main(): Promise<void> {
  const server = await startServer(readConfig(process.env));
  console.log(`listening on ${server.url}`);
  const stop = async (): Promise<void> => {
    process.once('SIGINT', () => process.exit(130));
    await server.close();
    process.exit(0);
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  main().catch((error: unknown) => {
    console.error(error instanceof ConfigurationError ? error.message : error);
    process.exit(1);
  });
}
