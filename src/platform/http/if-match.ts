import type { FastifyRequest } from 'fastify';
import type { Ctx } from '#platform/context.ts';
import { PreconditionFailed } from '#platform/errors/errors.ts';
import { jsonBytes } from './answer.ts';
import { etagOf, isUnchanged } from './etag.ts';
import { type Posted, parseInput } from './request-input.ts';
import type { Route } from './route.ts';

/**
 * A write with If-Match goes on only while the same address, read now, has one of the tags; otherwise it is
 * PreconditionFailed `page.changed-meanwhile`. The revision that was read is filled in where the body names
 * none, so that whoever is faster between this check and the write is still noticed by the write itself.
 */
export async function checkIfMatch(routes: readonly Route[], route: Route, request: FastifyRequest, ctx: Ctx, posted: Posted): Promise<Posted> {
  const header = request.headers['if-match'];
  if (header === undefined) return posted;
  const reading = routes.find((other) => other.method === 'GET' && other.path === route.path && other.json !== false && !other.download);
  if (!reading) throw new PreconditionFailed('page.no-tag-here');
  const out = await reading.handle(ctx, parseInput(reading, request, { flat: {}, files: {} }));
  const body = jsonBytes(reading, out);
  if (!isUnchanged(header, etagOf(body))) throw new PreconditionFailed('page.changed-meanwhile');
  const { rev } = JSON.parse(body.toString('utf8')) as { rev?: number };
  if (rev === undefined) return posted;
  if (posted.json !== undefined) return { ...posted, json: { rev, ...(posted.json as object) } };
  return { ...posted, flat: { rev: String(rev), ...posted.flat } };
}
