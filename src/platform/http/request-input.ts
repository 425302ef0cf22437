import type { FastifyRequest } from 'fastify';
import type { Ctx } from '#platform/context.ts';
import { InvalidInput } from '#platform/errors/errors.ts';
import { type StoredFile, storeUpload } from '#platform/files/store.ts';
import { edgeFields, nestFields } from './form-fields.ts';
import { problemsOf } from './problems.ts';
import type { Route } from './route.ts';

/** A request's fields as they came, flat; kept to show a refused form again. */
export interface Posted {
  readonly flat: Readonly<Record<string, string | string[]>>;
  readonly files: Readonly<Record<string, StoredFile>>;
  readonly json?: unknown;
}

const nothing: Posted = { flat: {}, files: {} };

/** Reads the body of a POST, whichever of the three forms it has. Files go to the store as they arrive. */
export async function readPosted(request: FastifyRequest, ctx: Ctx, accepted: boolean): Promise<Posted> {
  if (request.method === 'GET' || request.method === 'HEAD') return nothing;
  if (request.isMultipart()) {
    if (!accepted) throw new InvalidInput('input.no-files-here');
    const flat: Record<string, string | string[]> = Object.create(null);
    const files: Record<string, StoredFile> = Object.create(null);
    for await (const part of request.parts()) {
      if (part.type === 'file') {
        const stored = await storeUpload(ctx.node.dataDir, part.filename ?? '', part.file);
        if (stored) files[part.fieldname] = stored;
      } else addField(flat, part.fieldname, String(part.value));
    }
    return { flat, files };
  }
  const type = request.headers['content-type'] ?? '';
  if (type.startsWith('application/json')) return { ...nothing, json: request.body };
  return { ...nothing, flat: (request.body ?? {}) as Record<string, string | string[]> };
}

function addField(flat: Record<string, string | string[]>, name: string, value: string): void {
  const before = flat[name];
  flat[name] = before === undefined ? value : Array.isArray(before) ? [...before, value] : [before, value];
}

/** The typed input of a route, or InvalidInput `input.invalid` with a problem for each field. */
export function parseInput(route: Route, request: FastifyRequest, posted: Posted): unknown {
  if (posted.json !== undefined && (posted.json === null || typeof posted.json !== 'object' || Array.isArray(posted.json)))
    throw new InvalidInput('input.not-object');
  const { lang: _, ...params } = request.params as Record<string, string>;
  const query = request.method === 'POST' ? {} : nestFields(request.query as Record<string, string | string[]>);
  const merged = { ...query, ...nestFields(posted.flat), ...((posted.json ?? {}) as object), ...posted.files, ...params };
  const parsed = route.input.safeParse(merged, { reportInput: true });
  if (parsed.success) return parsed.data;
  throw new InvalidInput('input.invalid', {}, problemsOf(parsed.error));
}

/** What was typed, for showing it again: one text per name, secrets left out. */
export const typedValues = (flat: Posted['flat']): Record<string, string> =>
  Object.fromEntries(
    Object.entries(flat)
      .filter(([name]) => !edgeFields.has(name) && !/password|secret|one-time/i.test(name))
      .map(([name, value]) => [name, Array.isArray(value) ? value.join('\n') : value]),
  );
