import { loadVocabularies } from '#modules/vocabulary/load/load-vocabularies.ts';
import { selectSchemes } from '#modules/vocabulary/queries.ts';
import { makePool } from '#platform/db/pool.ts';
import { plainText } from '#platform/values/localized-text.ts';
import { loadDemo, removeDemo } from '../demo.ts';
import { loadReference } from '../seed.ts';
import { nodeFacts, openDatabase, prepareSchema } from '../start.ts';
import { startWorker } from '../web.ts';
import { type Command, UsageError } from './run.ts';
import { withDatabase } from './with-database.ts';

export const migrate: Command = {
  name: 'migrate',
  usage: 'npx tabadul migrate [--json]',
  help: 'Brings the database to this release and gives the serving role its rights. Needs DATABASE_OWNER_URL when DATABASE_URL is set.',
  run: async ({ config, answer }) => {
    const database = await openDatabase(config, { log: () => undefined });
    try {
      if (!database.ownerUrl) throw new UsageError('DATABASE_OWNER_URL is needed to migrate an external database');
      const ran = await prepareSchema(database, () => undefined);
      answer({ ran }, ran.length === 0 ? 'The database is up to date.' : `Ran ${ran.length} migrations:\n${ran.map((name) => `  ${name}`).join('\n')}`);
      return 0;
    } finally {
      await database.stop();
    }
  },
};

export const seed: Command = {
  name: 'seed',
  usage: 'npx tabadul seed [--json]',
  help: 'Loads the vocabularies, the countries and the facts that ship with the product. Again adds only what is new.',
  run: (invocation) =>
    withDatabase(invocation, 'seed', async ({ ctx }) => {
      const loaded = await loadReference(ctx);
      invocation.answer(loaded, `New: ${loaded.concepts} concepts, ${loaded.countries} countries, ${loaded.entities} entities, ${loaded.stubs} stubs.`);
      return 0;
    }),
};

export const demo: Command = {
  name: 'demo',
  usage: 'npx tabadul demo load | remove [--json]',
  help: 'Loads or removes the demonstration set: five invented governments with their people and practices. Refused in production.',
  run: async (invocation) => {
    const [what] = invocation.words;
    if (what !== 'load' && what !== 'remove') throw new UsageError('say load or remove');
    if (what === 'load' && invocation.config.production) throw new UsageError('the demonstration set is refused in production (TABADUL_PRODUCTION=yes)');
    return withDatabase(invocation, 'demonstration set', async ({ ctx }) => {
      if (what === 'load') await loadReference(ctx);
      const changed = what === 'load' ? await loadDemo(ctx) : await removeDemo(ctx);
      const text =
        what === 'load'
          ? changed
            ? 'The demonstration set was loaded.'
            : 'It is loaded already.'
          : changed
            ? 'The demonstration set was removed.'
            : 'It is not loaded.';
      invocation.answer({ changed }, text);
      return 0;
    });
  },
};

export const vocabulary: Command = {
  name: 'vocabulary',
  usage: 'npx tabadul vocabulary list | load [--json]',
  help: 'Lists the vocabularies, or loads those that ship with the product (edited labels are kept).',
  run: async (invocation) => {
    const [what] = invocation.words;
    if (what !== 'list' && what !== 'load') throw new UsageError('say list or load');
    return withDatabase(invocation, 'vocabulary', async ({ ctx, pool }) => {
      if (what === 'load') await loadVocabularies(ctx);
      const schemes = await selectSchemes(pool);
      invocation.answer(
        schemes,
        schemes.map((scheme) => `${scheme.code.padEnd(8)}${String(scheme.concepts).padStart(5)}  ${plainText(scheme.name, 'en')}`).join('\n'),
      );
      return 0;
    });
  },
};

export const worker: Command = {
  name: 'worker',
  usage: 'npx tabadul worker',
  help: 'Runs the background work alone: sealing the audit log, events, jobs. For nodes whose web server runs with --no-worker.',
  run: async ({ config, say }) => {
    const log = (line: string) => console.error(line);
    const database = await openDatabase(config, { log });
    const pool = makePool(database.servingUrl, 6, log);
    const stop = await startWorker(pool, nodeFacts(config), log);
    say('Working.');
    await new Promise<void>((resolve) => {
      process.once('SIGINT', () => resolve());
      process.once('SIGTERM', () => resolve());
    });
    await stop();
    await pool.end();
    await database.stop();
    return 0;
  },
};
