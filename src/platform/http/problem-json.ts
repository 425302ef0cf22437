import type { FastifyReply } from 'fastify';
import { Refusal } from '#platform/errors/errors.ts';
import { refusalText } from '#platform/errors/texts.ts';
import type { Words } from '#platform/i18n/format.ts';
import type { ShownRefusal } from './server.ts';

/** RFC 9457. The text is in the language the program asked for; `code` and each problem's `code` are stable. */
export function problemJson(reply: FastifyReply, words: Words, shown: ShownRefusal, error: unknown): FastifyReply {
  const problems = error instanceof Refusal ? error.problems : [];
  if (shown.status === 401)
    reply.header('www-authenticate', shown.code.startsWith('token.') ? 'Bearer realm="tabadul", error="invalid_token"' : 'Bearer realm="tabadul"');
  return reply
    .code(shown.status)
    .header('content-type', 'application/problem+json; charset=utf-8')
    .header('content-language', words.locale)
    .send(
      JSON.stringify({
        type: 'about:blank',
        title: refusalText(words, shown.code, shown.details),
        status: shown.status,
        code: shown.code,
        ...(problems.length > 0 && { problems: problems.map((p) => ({ field: p.field, code: p.code, text: refusalText(words, p.code, p.details ?? {}) })) }),
        ...(shown.errorId && { errorId: shown.errorId }),
      }),
    );
}
