import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import type pg from 'pg';
import type { NodeFacts } from '#platform/context.ts';
import { makePool } from '#platform/db/pool.ts';
import { type EmbeddedPostgres, startPostgres } from '#platform/postgres/supervisor.ts';

/** A node of its own for one test file: embedded PostgreSQL, a data folder, and a clock the test may move. */
export interface TestNode {
  readonly postgres: EmbeddedPostgres;
  readonly pool: pg.Pool;
  readonly superPool: pg.Pool;
  readonly node: NodeFacts;
  readonly clock: { now: Date; read: () => Date };
  readonly close: () => Promise<void>;
}

/** Starts an empty database server in a temporary folder; the caller migrates. Close it in `after`. */
export async function startTestNode(facts: Partial<NodeFacts> = {}): Promise<TestNode> {
  const dataDir = await mkdtemp(join(tmpdir(), 'tabadul-test-'));
  const postgres = await startPostgres({ dataDir });
  const pool = makePool(postgres.servingUrl, 8, undefined, true);
  const superPool = makePool(postgres.superUrl.replace('/postgres?', '/tabadul?'), 2);
  const clock = { now: new Date(), read: (): Date => clock.now };
  return {
    postgres,
    pool,
    superPool,
    node: { origin: 'http://localhost:3000', dataDir, digits: 'latn', timeZone: 'Asia/Dubai', defaultLanguage: 'ar', production: false, ...facts },
    clock,
    close: async () => {
      await Promise.allSettled([pool.end(), superPool.end()]);
      await postgres.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** A browser without a browser: keeps cookies, reads forms, sends them as a person would. */
export class Visitor {
  private readonly cookies = new Map<string, string>();
  private readonly app: FastifyInstance;
  constructor(app: FastifyInstance) {
    this.app = app;
  }

  async get(url: string, headers: Record<string, string> = {}) {
    return this.send({ method: 'GET', url, headers });
  }

  /** Fills the form at `page` (its hidden fields are kept) and submits it to `action`. */
  async submit(page: string, action: string, fields: Record<string, string | string[]>) {
    const { body } = await this.get(page);
    const hidden = hiddenFields(body);
    return this.post(action, { _csrf: hidden._csrf ?? '', _key: hidden._key ?? '', ...fields });
  }

  async post(url: string, fields: Record<string, string | string[]>, headers: Record<string, string> = {}) {
    const form = new URLSearchParams();
    for (const [name, value] of Object.entries(fields)) for (const one of [value].flat()) form.append(name, one);
    return this.send({ method: 'POST', url, payload: form.toString(), headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers } });
  }

  async json(url: string, body: unknown, headers: Record<string, string> = {}) {
    return this.send({
      method: 'POST',
      url,
      payload: typeof body === 'string' ? body : JSON.stringify(body),
      headers: { 'content-type': 'application/json', ...headers },
    });
  }

  private async send(request: { method: 'GET' | 'POST'; url: string; payload?: string; headers: Record<string, string> }) {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await this.app.inject({ ...request, headers: { ...request.headers, ...(cookie && { cookie }) } });
    for (const { name, value } of answer.cookies) value === '' ? this.cookies.delete(name) : this.cookies.set(name, value);
    return answer;
  }

  /** A cookie this visitor carries now. */
  cookie(name: string): string | undefined {
    return this.cookies.get(name);
  }

  /** Gives this visitor an open sign-in without the cost of a password; for tests that are not about signing in. */
  carry(name: string, token: string): this {
    this.cookies.set(name, token);
    return this;
  }
}

/** Hidden inputs of the first form of a page that has a proof of origin. */
export function hiddenFields(html: string): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const [, name, value] of html.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)) fields[name as string] ??= value as string;
  return fields;
}
