import { inviteFirstAdministrator } from '#modules/directory/invitations/invite.ts';
import { countAdministrators } from '#modules/directory/roles/queries.ts';
import { startIndex } from '#modules/search/node/index-of-node.ts';
import { makePool } from '#platform/db/pool.ts';
import { onlyRow } from '#platform/db/statement.ts';
import { transaction } from '#platform/db/transaction.ts';
import { loadDemo } from '../demo.ts';
import { loadReference } from '../seed.ts';
import { nodeFacts, openDatabase, prepareSchema, systemCtx } from '../start.ts';
import { buildWeb, startWorker } from '../web.ts';
import { type Command, UsageError } from './run.ts';

const untilStopped = (): Promise<void> =>
  new Promise((resolve) => {
    process.once('SIGINT', () => resolve());
    process.once('SIGTERM', () => resolve());
  });

export const serve: Command = {
  name: 'serve',
  usage: 'npx tabadul serve [--demo] [--no-worker]',
  help: 'Starts the product: database if embedded, migrations, web server and background work.\n\n  --demo        also loads the demonstration set (refused in production)\n  --no-worker   web only; background work runs elsewhere by "npx tabadul worker"',
  options: { demo: { type: 'boolean' }, 'no-worker': { type: 'boolean' } },
  run: async ({ config, options, say, words }) => {
    if (words.length > 0) throw new UsageError(`unexpected word "${words[0]}"`);
    if (options.demo && config.production) throw new UsageError('the demonstration set is refused in production (TABADUL_PRODUCTION=yes)');
    const log = (line: string) => console.error(line);
    // Heard from the first moment: a signal during the start must stop the database too.
    const stopped = untilStopped();
    const database = await openDatabase(config, { log, serve: true });
    let close = async (): Promise<void> => undefined;
    try {
      await prepareSchema(database, log);
      const pool = makePool(database.servingUrl, 12, log, true);
      const node = nodeFacts(config);
      const system = (reason: string) => systemCtx(pool, node, reason);
      await loadReference(system('reference data'));
      if (options.demo && (await loadDemo(system('demonstration set')))) say('The demonstration set was loaded.');
      startIndex(pool, node.dataDir);
      const app = await buildWeb({ pool, node, log: { level: 'warn' } });
      await app.listen({ port: config.port, host: config.host });
      const stopWorker = options['no-worker'] ? async () => undefined : await startWorker(pool, node, log);
      close = async () => {
        await app.close();
        await stopWorker();
        await pool.end();
      };
      const port = (app.server.address() as { port: number }).port;
      const origin = config.origin.replace(/:0$/, `:${port}`);
      say(`Tabadul answers at ${origin}`);
      if (onlyRow(await countAdministrators(pool)).count === 0) {
        const { token } = await transaction(system('first administrator'), inviteFirstAdministrator);
        say(`First administrator, one-time link: ${origin}/${config.defaultLanguage}/invitations/${token}`);
      }
      await stopped;
      say('Stopping.');
      return 0;
    } finally {
      await close();
      await database.stop();
    }
  },
};
