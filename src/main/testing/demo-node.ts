import { randomBytes } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { tokenHash } from '#modules/directory/roles/load-actor.ts';
import { indexLoaded } from '#modules/search/testing.ts';
import { signInCookie } from '#platform/http/server.ts';
import { startTestNode, type TestNode, Visitor } from '#platform/testing/test-node.ts';
import { uuidv7 } from '#platform/values/ids.ts';
import { loadDemo } from '../demo.ts';
import { loadReference } from '../seed.ts';
import { prepareSchema, systemCtx } from '../start.ts';
import { buildWeb, startWorker } from '../web.ts';

export interface DemoNode extends TestNode {
  readonly app: FastifyInstance;
  /** A visitor, or the person of the demonstration set with this e-mail, signed in. */
  readonly as: (email?: string) => Promise<Visitor>;
  /** The same application with the routes' own permission checks left out. */
  readonly unguarded: () => Promise<FastifyInstance>;
}

/** A whole node as `npm run up` makes it: migrated, with facts and demonstration set, background work running. */
export async function startDemoNode({ demo = true, worker = true }: { demo?: boolean; worker?: boolean } = {}): Promise<DemoNode> {
  const node = await startTestNode();
  const quiet = () => undefined;
  await prepareSchema({ ...node.postgres, stop: node.postgres.stop }, quiet);
  const system = systemCtx(node.pool, node.node, 'test');
  await loadReference(system);
  if (demo) await loadDemo(system);
  const app = await buildWeb({ pool: node.pool, node: node.node, clock: node.clock.read });
  const stopWorker = worker ? await startWorker(node.pool, node.node, quiet) : async () => undefined;
  return {
    ...node,
    app,
    as: async (email) => {
      const visitor = new Visitor(app);
      return email ? visitor.carry(signInCookie(node.node.origin), await openFor(node, email)) : visitor;
    },
    unguarded: () => buildWeb({ pool: node.pool, node: node.node, clock: node.clock.read, dangerousNoRouteCheck: true }),
    close: async () => {
      await app.close();
      await stopWorker();
      await node.close();
    },
  };
}

/** Waits until the node's search answers: a busy machine loads the index for longer than a reader is kept waiting. */
export const searchLoaded = ({ pool, node }: DemoNode): Promise<void> => indexLoaded(systemCtx(pool, node, 'test'));

/** Writes a sign-in as the sign-in page would, without the 0.3 s of a password. */
async function openFor({ pool, clock }: TestNode, email: string): Promise<string> {
  const token = randomBytes(32).toString('base64url');
  const now = clock.read();
  const { rowCount } = await pool.query(
    `insert into directory.sign_ins (id, token_hash, account_id, agent, second_factor, created_at, seen_at, ends_at)
     select $1, $2, id, 'test', true, $3, $3, $4 from directory.accounts where email = $5`,
    [uuidv7(), tokenHash(token), now, new Date(now.getTime() + 7 * 86_400_000), email],
  );
  if (rowCount !== 1) throw new Error(`no account ${email}`);
  return token;
}
