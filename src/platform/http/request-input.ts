import type { MultipartFile } from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import type { Ctx } from '#platform/context.ts';
import { InvalidInput, Refusal } from '#platform/errors/errors.ts';
import { type StoredFile, storeUpload, uploadLimit, uploadSchema } from '#platform/files/store.ts';
import { edgeFields, nestFields } from './form-fields.ts';
import { problemsOf } from './problems.ts';
import type { Route } from './route.ts';

/** A request's fields as they came, flat; kept to show a refused form again. */
export interface Posted {
  readonly flat: Readonly<Record<string, string | string[]>>;
  readonly files: Readonly<Record<string, StoredFile>>;
  readonly json?: unknown;
  /** A file that could not be taken. */
  readonly refusal?: Refusal;
}

const nothing: Posted = { flat: {}, files: {} };

/**
 * Reads the body of a POST, whichever of the three forms it has. Files of the kind that `take` names go to the store as they
 * arrive; without it they are passed over, for somebody who may not upload but whose text must not be lost. A refused
 * file does not stop the reading: its refusal comes with everything else that was typed.
 */
export async function readPosted(request: FastifyRequest, ctx: Ctx, take: Route['upload']): Promise<Posted> {
  if (request.method === 'GET' || request.method === 'HEAD') return nothing;
  if (request.isMultipart()) return readParts(request, ctx, take);
  const type = request.headers['content-type'] ?? '';
  if (type.startsWith('application/json')) return { ...nothing, json: request.body };
  return { ...nothing, flat: (request.body ?? {}) as Record<string, string | string[]> };
}

async function readParts(request: FastifyRequest, ctx: Ctx, take: Route['upload']): Promise<Posted> {
  const flat: Record<string, string | string[]> = Object.create(null);
  const files: Record<string, StoredFile> = Object.create(null);
  let refusal: Refusal | undefined;
  try {
    for await (const part of request.parts({ limits: { fileSize: uploadLimit } })) {
      if (part.type === 'field') addField(flat, part.fieldname, String(part.value));
      else if (!take) part.file.resume();
      else refusal = (await takeFile(ctx, part, take, files)) ?? refusal;
    }
  } catch (error) {
    // A body that ends early or has no boundary: what came before is kept and shown.
    if (
      !(error instanceof Refusal) &&
      (error as { code?: string }).code?.startsWith('FST_') !== true &&
      !/form|boundary|multipart|aborted/i.test((error as Error).message)
    )
      throw error;
    refusal = new InvalidInput('input.unreadable');
  }
  return { flat, files, ...(refusal && { refusal }) };
}

/** Stores one file of a form, or says at its field why not. */
async function takeFile(ctx: Ctx, part: MultipartFile, take: NonNullable<Route['upload']>, files: Record<string, StoredFile>): Promise<Refusal | undefined> {
  try {
    const stored = await storeUpload(ctx.node.dataDir, part.filename ?? '', part.file, take);
    if (stored) files[part.fieldname] = stored;
    return undefined;
  } catch (error) {
    part.file.resume();
    if (!(error instanceof Refusal)) throw error;
    return new InvalidInput('input.invalid', {}, [{ field: part.fieldname, code: error.code, details: error.details }]);
  }
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
  return typedInput(route, { ...query, ...nestFields(posted.flat), ...((posted.json ?? {}) as object), ...posted.files, ...params });
}

/** The same of fields that did not come with a request of their own. */
export function typedInput(route: Route, fields: Readonly<Record<string, unknown>>): unknown {
  const parsed = route.input.safeParse(storable(fields), { reportInput: true });
  if (parsed.success) return parsed.data;
  throw new InvalidInput('input.invalid', {}, problemsOf(parsed.error));
}

/** The same with strings that PostgreSQL can store: no NUL, no lone surrogate. Uploads pass as they are. */
function storable(value: unknown): unknown {
  if (typeof value === 'string') return value.toWellFormed().replaceAll('\u0000', '');
  if (Array.isArray(value)) return value.map(storable);
  if (value === null || typeof value !== 'object' || uploadSchema.safeParse(value).success) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, storable(inner)]));
}

/** What was typed, for showing it again: one text per name, secrets left out. */
export const typedValues = (flat: Posted['flat']): Record<string, string> =>
  Object.fromEntries(
    Object.entries(flat)
      .filter(([name]) => !edgeFields.has(name) && !/password|secret|one-time/i.test(name))
      .map(([name, value]) => [name, Array.isArray(value) ? value.join('\n') : value]),
  );
