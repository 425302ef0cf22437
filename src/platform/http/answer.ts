import type { FastifyReply, FastifyRequest } from 'fastify';
import type { VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import type { Download } from '#platform/files/download.ts';
import { etagOf, isKnown } from './etag.ts';
import type { JsonText, Route } from './route.ts';

/** Sends a whole page. */
export function sendHtml(reply: FastifyReply, status: number, node: VNode): FastifyReply {
  return reply
    .code(status)
    .header('content-type', 'text/html; charset=utf-8')
    .send(Buffer.from(`<!doctype html>${renderToString(node)}`, 'utf8'));
}

/** What a program is given, as bytes: text would be measured and then encoded, twice the work. */
export function jsonBytes(route: Route, out: unknown): Buffer {
  const value = route.json ? route.json(out) : out;
  return Buffer.from(isJsonText(value) ? value.jsonText : JSON.stringify(value), 'utf8');
}

/** Sends it; to a reader who has it already, only that nothing changed. */
export function sendJson(request: FastifyRequest, reply: FastifyReply, body: Buffer): FastifyReply {
  if (request.method === 'GET' || request.method === 'HEAD') {
    const etag = etagOf(body);
    reply.header('etag', etag);
    if (isKnown(request.headers['if-none-match'], etag)) return reply.code(304).send();
  }
  return reply.header('content-type', 'application/json; charset=utf-8').send(body);
}

const isJsonText = (value: unknown): value is JsonText => typeof value === 'object' && value !== null && 'jsonText' in value;

const inlineTypes = new Set(['application/pdf', 'image/png', 'image/jpeg', 'text/plain; charset=utf-8', 'application/json', 'application/atom+xml']);

/** Sends a file as an attachment under its own name, and never lets a browser guess its type. One that is a text already is sent only to who lacks it. */
export function sendDownload(request: FastifyRequest, reply: FastifyReply, file: Download): FastifyReply {
  if (typeof file.body === 'string') {
    const etag = etagOf(Buffer.from(file.body, 'utf8'));
    reply.header('etag', etag);
    if (isKnown(request.headers['if-none-match'], etag)) return reply.code(304).send();
  }
  const ascii = file.name.replace(/[^\w.-]+/g, '_');
  const how = inlineTypes.has(file.type) && file.type !== 'application/pdf' ? 'inline' : 'attachment';
  if (file.bytes !== undefined) reply.header('content-length', file.bytes);
  return reply
    .header('content-type', file.type)
    .header('content-disposition', `${how}; filename="${ascii}"; filename*=UTF-8''${encodeURIComponent(file.name)}`)
    .header('content-security-policy', "default-src 'none'; sandbox")
    .send(file.body);
}

/** Headers every answer of the application carries; styles and scripts come from files of this node alone. */
export const safetyHeaders: Readonly<Record<string, string>> = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=()',
};
