import { createHash, randomBytes, randomUUID } from 'node:crypto';
import cookie from '@fastify/cookie';
import formbody from '@fastify/formbody';
import multipart from '@fastify/multipart';
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type pg from 'pg';
import type { VNode } from 'preact';
import { type Actor, visitor } from '#platform/auth/actor.ts';
import type { Ctx, NodeFacts } from '#platform/context.ts';
import type { Queryable } from '#platform/db/statement.ts';
import { Conflict, Forbidden, InvalidInput, NotFound, NotSignedIn, PreconditionFailed, Refusal } from '#platform/errors/errors.ts';
import { uploadLimit } from '#platform/files/store.ts';
import type { View } from '#platform/html/view.ts';
import { wordsFor } from '#platform/i18n/format.ts';
import type { Clock } from '#platform/time/clock.ts';
import { directionOf, type Language, languages } from '#platform/values/localized-text.ts';
import { jsonBytes, safetyHeaders, sendDownload, sendHtml, sendJson } from './answer.ts';
import type { Assets } from './assets.ts';
import { bearerOf } from './bearer.ts';
import { comesFromHere, csrfMatches, csrfToken } from './csrf.ts';
import { checkIfMatch } from './if-match.ts';
import { parseJson } from './json-body.ts';
import { type ListQuery, listColumns } from './list-table.ts';
import { openApiDocument } from './openapi.ts';
import { problemJson } from './problem-json.ts';
import { type Posted, parseInput, readPosted, typedValues } from './request-input.ts';
import type { Page, Route } from './route.ts';
import { refusalOf } from './route-access.ts';
import { csvOfList } from './send-table.ts';

/** What the web server is built from; `main/web.ts` is the only place that does. */
export interface WebParts {
  readonly pool: pg.Pool;
  readonly node: NodeFacts;
  readonly routes: readonly Route[];
  readonly assets: Assets;
  /** Secret of the form proofs, the same on every app node. */
  readonly secret: string;
  readonly clock: Clock;
  readonly loadActor: (db: Queryable, token: string, now: Date) => Promise<Actor>;
  /** The person behind a token, with the token's scopes alone; NotSignedIn when it is unknown, past its end or revoked. */
  readonly loadTokenActor: (db: Queryable, token: string, now: Date) => Promise<Actor>;
  readonly shell: (view: View, page: Page) => VNode;
  readonly refusalPage: (view: View, refusal: ShownRefusal) => Page;
  readonly isDemo: () => boolean;
  readonly ready: () => Promise<Readonly<Record<string, unknown>>>;
  readonly log: boolean | { level: string };
  /** Only for the proof that row-level security alone protects confidential tables: the route's own check is left out. */
  readonly dangerousNoRouteCheck?: boolean;
}

/** A refusal on its way to a page. `kept` are the fields of a form that must not be lost. */
export interface ShownRefusal {
  readonly status: number;
  readonly code: string;
  readonly details: Readonly<Record<string, string | number>>;
  readonly errorId?: string;
  readonly kept?: { readonly action: string; readonly values: Readonly<Record<string, string>> };
}

interface Edge {
  readonly parts: WebParts;
  readonly route: Route;
  readonly language: Language;
  readonly api: boolean;
  /** The list as a CSV file. */
  readonly table: boolean;
}

const bodyLimit = 2 * 1024 * 1024;

/** Builds the server: one registry of routes answered as pages under `/ar` and `/en` and as JSON under `/api/v1`. */
export async function createServer(parts: WebParts): Promise<FastifyInstance> {
  const app = fastify({
    logger: parts.log
      ? { level: typeof parts.log === 'object' ? parts.log.level : 'info', redact: ['req.headers.cookie', 'req.headers.authorization'] }
      : false,
    bodyLimit,
    requestTimeout: 30_000,
    routerOptions: { maxParamLength: 300, ignoreTrailingSlash: true },
    genReqId: () => randomUUID(),
    frameworkErrors: (error, request, reply) => answerError(parts, request, reply, error),
  });
  await app.register(cookie);
  await app.register(formbody, { bodyLimit });
  await app.register(multipart, { throwFileSizeLimit: false, limits: { fileSize: uploadLimit, files: 4, fields: 2_000, fieldSize: bodyLimit } });
  app.removeContentTypeParser('application/json');
  app.addContentTypeParser('application/json', { parseAs: 'string' }, async (_request: FastifyRequest, body: string) => parseJson(body));
  app.addHook('onRequest', async (_request, reply) => {
    reply.headers(safetyHeaders);
    if (parts.node.origin.startsWith('https:')) reply.header('strict-transport-security', 'max-age=31536000; includeSubDomains');
  });
  addPlainRoutes(app, parts);
  for (const route of parts.routes) addRoute(app, parts, route);
  const description = Buffer.from(JSON.stringify(openApiDocument(parts.routes, parts.node.origin)), 'utf8');
  app.get('/api/v1/openapi.json', (request, reply) => sendJson(request, reply.header('cache-control', 'no-cache'), description));
  app.setErrorHandler((error, request, reply) => answerError(parts, request, reply, error));
  app.setNotFoundHandler((request, reply) => answerError(parts, request, reply, new NotFound('page.not-found')));
  return app;
}

function addPlainRoutes(app: FastifyInstance, parts: WebParts): void {
  app.get('/', (_request, reply) => reply.redirect(`/${parts.node.defaultLanguage}`, 302));
  app.get('/health/live', async () => ({ status: 'live' }));
  app.get('/health/ready', async (_request, reply) => {
    const report = await parts.ready();
    return reply
      .code(report.status === 'ready' ? 200 : 503)
      .header('cache-control', 'no-store')
      .send(report);
  });
  app.get('/assets/*', async (request, reply) => {
    const asset = parts.assets.get((request.params as { '*': string })['*']);
    if (!asset) throw new NotFound('page.not-found');
    reply.header('content-type', asset.type).header('cache-control', 'public, max-age=31536000, immutable').header('vary', 'accept-encoding');
    const zipped = asset.gzip && /\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''));
    return zipped ? reply.header('content-encoding', 'gzip').send(asset.gzip) : reply.send(asset.body);
  });
}

/** The addresses of a route, for the server and for the tests that walk them all. */
export function addressesOf(route: Route): { html: boolean; json: boolean } {
  return { html: Boolean(route.page ?? route.redirect ?? route.download), json: route.json !== false };
}

function addRoute(app: FastifyInstance, parts: WebParts, route: Route): void {
  const { html, json } = addressesOf(route);
  const add = (url: string, language: Language, api: boolean, table = false) =>
    app.route({ method: route.method, url, handler: (request, reply) => answer({ parts, route, language, api, table }, request, reply) });
  if (html) for (const language of languages) add(`/${language}${route.path === '/' ? '' : route.path}`, language, false);
  if (json) add(`/api/v1${route.path === '/' ? '/home' : route.path}`, parts.node.defaultLanguage, true);
  if (listColumns(route).length > 0) add(`/api/v1${route.path}.csv`, parts.node.defaultLanguage, true, true);
}

async function answer(edge: Edge, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { parts, route, api } = edge;
  const language = api ? preferredLanguage(request, edge.language) : edge.language;
  const actor = await actorOf(parts, request, api);
  let ctx: Ctx = {
    db: parts.pool,
    actor,
    locale: language,
    now: parts.clock(),
    requestId: request.id,
    node: parts.node,
    agent: String(request.headers['user-agent'] ?? '').slice(0, 200),
    asPage: !api && request.method === 'GET',
  };
  reply.header('cache-control', actor.kind === 'person' ? 'no-store' : 'private, no-cache');
  let posted: Posted = { flat: {}, files: {} };
  try {
    if (route.method === 'POST' && !comesFromHere(request.headers, parts.node.origin)) throw new Forbidden('page.foreign-origin');
    const stranger = parts.dangerousNoRouteCheck ? undefined : refusalOf(route, actor);
    if (request.isMultipart() && !route.upload) throw new InvalidInput('input.no-files-here');
    posted = await readPosted(request, ctx, stranger ? undefined : route.upload);
    if (stranger) throw stranger;
    if (posted.refusal) throw posted.refusal;
    if (route.method === 'POST') ctx = { ...ctx, ...checkPost(edge, request, posted, actor) };
    if (api && route.method === 'POST') posted = await checkIfMatch(parts.routes, route, request, ctx, posted);
    const input = parseInput(route, request, posted);
    if (edge.table) return sendDownload(request, reply, await csvOfList(ctx, route, { ...(request.query as ListQuery), ...(request.params as ListQuery) }));
    const out = await route.handle(ctx, input);
    setSession(parts, reply, route.session?.(out));
    if (route.download) return sendDownload(request, reply, route.download(out));
    if (api) return sendJson(request, reply, jsonBytes(route, out));
    if (route.redirect) return reply.redirect(`/${language}${route.redirect(out, input)}`, 303);
    const view = makeView(parts, request, reply, ctx);
    const page = (route.page as NonNullable<Route['page']>)(view, out, input);
    return sendHtml(reply, 200, parts.shell(view, page));
  } catch (error) {
    return refuse(edge, request, reply, ctx, posted, error);
  }
}

/** A refused form is shown again with everything typed; any other refusal keeps the fields on its own page. */
async function refuse(edge: Edge, request: FastifyRequest, reply: FastifyReply, ctx: Ctx, posted: Posted, error: unknown): Promise<FastifyReply> {
  const { parts, route, api } = edge;
  const told = api && request.headers['if-match'] !== undefined && error instanceof Conflict ? asPrecondition(error) : error;
  if (api || route.method === 'GET' || !(error instanceof Refusal)) return answerError(parts, request, reply, told);
  const values = typedValues(posted.flat);
  const view = makeView(parts, request, reply, ctx);
  const showAgain =
    route.again && !(error instanceof NotSignedIn) && !(error instanceof NotFound) && !(error instanceof Forbidden) && error.code !== 'page.expired';
  if (showAgain && route.again) {
    const { lang: _, ...params } = request.params as Record<string, string>;
    const refusal = error.problems.length > 0 ? undefined : { code: error.code, details: error.details };
    const state = { values: { ...values, ...params }, problems: error.problems, ...(refusal && { refusal }) };
    // The form itself may be closed by now (the practice went to review): then the text is kept on its own page.
    const page = await route.again(ctx, view, state).catch(() => undefined);
    if (page) return sendHtml(retryAfter(reply, error), error.status, parts.shell(view, { ...page, title: `${view.t('platform.error-title')} ${page.title}` }));
  }
  const kept = Object.keys(values).length > 0 && error.code !== 'page.foreign-origin' ? { action: request.url, values } : undefined;
  const shown: ShownRefusal = { status: error.status, code: error.code, details: error.details, ...(kept && { kept }) };
  return sendHtml(retryAfter(reply, error), error.status, parts.shell(view, parts.refusalPage(view, shown)));
}

/** To a program that said which revision it has seen, a change in between is a failed precondition. */
const asPrecondition = (error: Conflict): Refusal => (error.code.endsWith('.edited-meanwhile') ? new PreconditionFailed(error.code, error.details) : error);

function retryAfter(reply: FastifyReply, error: unknown): FastifyReply {
  const seconds = (error as { retryAfter?: number }).retryAfter;
  return seconds ? reply.header('retry-after', Math.ceil(seconds)) : reply;
}

/** The one place where an error becomes an answer. What is not a refusal is a bug: logged with its cause, shown as a number. */
function answerError(parts: WebParts, request: FastifyRequest, reply: FastifyReply, error: unknown): FastifyReply {
  // Again, for an address so wrong that no hook has run.
  reply.headers(safetyHeaders);
  const shown = toShown(request, error);
  const [, first] = request.url.split(/[/?]/);
  const language = languages.find((known) => known === first);
  retryAfter(reply, error);
  if (!language)
    return problemJson(reply, wordsFor(preferredLanguage(request, parts.node.defaultLanguage), parts.node.digits, parts.node.timeZone), shown, error);
  const ctx: Ctx = {
    db: parts.pool,
    actor: (request as { actor?: Actor }).actor ?? visitor,
    locale: language,
    now: parts.clock(),
    requestId: request.id,
    node: parts.node,
  };
  if (error instanceof NotSignedIn && request.method === 'GET')
    return reply.redirect(`/${language}/sign-in?next=${encodeURIComponent(request.url.slice(3) || '/')}`, 303);
  const view = makeView(parts, request, reply, ctx);
  return sendHtml(reply, shown.status, parts.shell(view, parts.refusalPage(view, shown)));
}

function toShown(request: FastifyRequest, error: unknown): ShownRefusal {
  if (error instanceof Refusal) return { status: error.status, code: error.code, details: error.details };
  const status = (error as { statusCode?: number }).statusCode;
  if (status && status >= 400 && status < 500) return { status, code: status === 413 ? 'input.too-big' : 'input.unreadable', details: {} };
  const errorId = randomBytes(4).toString('hex').toUpperCase();
  request.log.error({ err: error, errorId, url: request.url.split('?')[0] }, 'unexpected error');
  return { status: 500, code: 'platform.unexpected', details: { id: errorId }, errorId };
}

/** Proof of origin for forms, and the key that makes a repeated write harmless. Programs send JSON, which no foreign page can. */
function checkPost(edge: Edge, request: FastifyRequest, posted: Posted, actor: Actor): Pick<Ctx, 'idempotency'> {
  const { parts, api, route } = edge;
  if (!api) {
    const browser = request.cookies?.[browserCookie(parts)] ?? '';
    if (!browser || !csrfMatches(csrfToken(parts.secret, browser, actor.signInId), posted.flat._csrf)) throw new InvalidInput('page.expired');
  } else if (posted.json === undefined && !route.upload) throw new InvalidInput('input.not-json');
  const key = api ? request.headers['idempotency-key'] : posted.flat._key;
  if (key === undefined || key === '') return {};
  if (typeof key !== 'string' || !/^[\w-]{8,80}$/.test(key)) throw new InvalidInput('input.bad-key');
  const { _csrf, _key, ...sent } = posted.flat as Record<string, unknown>;
  const request_ = JSON.stringify([route.name, request.params, sent, posted.json ?? null, Object.values(posted.files).map((file) => file.hash)]);
  return { idempotency: { key: `${route.name}:${key}`, requestHash: createHash('sha256').update(request_).digest('base64url') } };
}

const secure = (parts: WebParts): boolean => parts.node.origin.startsWith('https:');
const browserCookie = (parts: WebParts): string => `${secure(parts) ? '__Host-' : ''}tabadul-form`;
export const signInCookie = (origin: string): string => `${origin.startsWith('https:') ? '__Host-' : ''}tabadul`;

/** Who asks: on the API the token's person if there is a token, which then counts alone; else whoever the cookie signed in. */
async function actorOf(parts: WebParts, request: FastifyRequest, api: boolean): Promise<Actor> {
  const bearer = api ? bearerOf(request) : undefined;
  if (bearer !== undefined) return parts.loadTokenActor(parts.pool, bearer, parts.clock());
  const token = request.cookies[signInCookie(parts.node.origin)];
  const actor = token ? await parts.loadActor(parts.pool, token, parts.clock()) : visitor;
  (request as { actor?: Actor }).actor = actor;
  return actor;
}

function setSession(parts: WebParts, reply: FastifyReply, change: { token: string; endsAt: Date } | 'end' | undefined): void {
  if (!change) return;
  const base = { path: '/', httpOnly: true, sameSite: 'lax', secure: secure(parts) } as const;
  if (change === 'end') reply.clearCookie(signInCookie(parts.node.origin), base).header('clear-site-data', '"cache", "storage"');
  else reply.setCookie(signInCookie(parts.node.origin), change.token, { ...base, expires: change.endsAt });
}

function preferredLanguage(request: FastifyRequest, fallback: Language): Language {
  const asked = String(request.headers['accept-language'] ?? '').slice(0, 2);
  return languages.find((known) => known === asked) ?? fallback;
}

function makeView(parts: WebParts, request: FastifyRequest, reply: FastifyReply, ctx: Ctx): View {
  const { locale } = ctx;
  let browser = request.cookies?.[browserCookie(parts)] ?? '';
  return {
    ...wordsFor(locale, parts.node.digits, parts.node.timeZone),
    dir: directionOf(locale),
    actor: ctx.actor,
    node: parts.node,
    now: ctx.now,
    path: request.method === 'GET' ? request.url.replace(/^\/(ar|en)(?=\/|\?|$)/, '') : '/',
    url: (path) => `/${locale}${path === '/' ? '' : path}`,
    asset: parts.assets.url,
    demo: parts.isDemo(),
    formProof: () => {
      if (!browser) {
        browser = randomBytes(18).toString('base64url');
        reply.setCookie(browserCookie(parts), browser, { path: '/', httpOnly: true, sameSite: 'lax', secure: secure(parts) });
      }
      return { csrf: csrfToken(parts.secret, browser, ctx.actor.signInId), key: randomUUID() };
    },
  };
}
