import { z } from 'zod';
import type { Ctx } from '#platform/context.ts';
import { NotFound } from '#platform/errors/errors.ts';
import { route } from '#platform/http/route.ts';
import { wordsFor } from '#platform/i18n/format.ts';
import { readPractice } from '../read/read-practice.ts';
import { practiceCode } from '../read/route.ts';
import { bibtex, type CitationFormat, citationFormats, citationJsonLd, citationText, cslJson } from './citation.ts';
import { referenceOf } from './reference.ts';

const files: Readonly<Record<CitationFormat, readonly [extension: string, type: string]>> = {
  text: ['txt', 'text/plain; charset=utf-8'],
  bibtex: ['bib', 'application/x-bibtex; charset=utf-8'],
  csl: ['csl.json', 'application/vnd.citationstyles.csl+json; charset=utf-8'],
  jsonld: ['jsonld', 'application/ld+json; charset=utf-8'],
};

/** The reference to a published practice as a file. */
export const downloadCitation = route({
  name: 'practices.citation',
  method: 'GET',
  path: '/practices/:code/citation/:format',
  permission: 'public',
  input: z.strictObject({ code: practiceCode, format: z.enum(citationFormats).or(z.literal('')).catch('') }),
  handle: async (ctx: Ctx, { code, format }) => {
    const reference = referenceOf(ctx.node.origin, await readPractice(ctx, code));
    if (!reference || format === '') throw new NotFound('page.not-found');
    const words = wordsFor(ctx.locale, ctx.node.digits, ctx.node.timeZone);
    const bodies: Readonly<Record<CitationFormat, () => string>> = {
      text: () => `${citationText(words, reference)}\n`,
      bibtex: () => bibtex(ctx.locale, reference),
      csl: () => `${JSON.stringify(cslJson(ctx.locale, reference), null, 2)}\n`,
      jsonld: () => `${JSON.stringify(citationJsonLd(ctx.locale, reference), null, 2)}\n`,
    };
    const [extension, type] = files[format];
    return { name: `${code}.${extension}`, type, body: bodies[format]() };
  },
  download: (file) => file,
  media: Object.values(files).map(([, type]) => type.replace(/;.*/, '')),
});
