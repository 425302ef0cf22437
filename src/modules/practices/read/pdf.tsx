import { renderToString } from 'preact-render-to-string';
import { z } from 'zod';
import type { Ctx } from '#platform/context.ts';
import { paperView } from '#platform/html/paper-view.ts';
import { route } from '#platform/http/route.ts';
import { blocksOfHtml } from '#platform/pdf/blocks-of-html.ts';
import { makePdf } from '#platform/pdf/make-pdf.ts';
import { plainText } from '#platform/values/localized-text.ts';
import { Line } from '#ui/text.tsx';
import { Body } from './body.tsx';
import { type PracticeView, readPractice } from './read-practice.ts';
import { practiceCode } from './route.ts';
import { Side } from './side.tsx';
import { StubBody } from './stub-body.tsx';

/** The practice on paper: what its page shows to everybody, set in the language it is read in. */
async function practicePdf(ctx: Ctx, practice: PracticeView): Promise<Buffer> {
  const view = paperView(ctx);
  const { row, content, entity, country } = practice;
  const body = (
    <>
      <h1>
        <Line view={view} value={content.title} />
      </h1>
      {content.subtitle && (
        <p>
          <Line view={view} value={content.subtitle} />
        </p>
      )}
      <Side view={view} practice={practice} />
      {row.state === 'stub' ? <StubBody view={view} practice={practice} /> : <Body view={view} practice={practice} />}
    </>
  );
  const owner = [entity?.name, country?.name].flatMap((name) => (name ? [plainText(name, view.locale)] : []));
  return makePdf({
    language: view.locale,
    digits: ctx.node.digits,
    title: plainText(content.title, view.locale),
    author: owner.join(view.locale === 'ar' ? '، ' : ', '),
    pages: view.t('platform.page-of', { at: '{at}', all: '{all}' }),
    kicker: `${view.t('practices.library')} · ${row.code}`,
    address: `${ctx.node.origin}${view.url(`/practices/${row.code}`)}`,
    blocks: blocksOfHtml(renderToString(body), ctx.node.origin),
  });
}

export const downloadPdf = route({
  name: 'practices.pdf',
  method: 'GET',
  path: '/practices/:code/pdf',
  permission: 'public',
  input: z.strictObject({ code: practiceCode, version: z.enum(['working']).optional() }),
  handle: async (ctx, { code, version }) => {
    const practice = await readPractice(ctx, code, { working: version === 'working' });
    return { name: `${code}-${ctx.locale}.pdf`, type: 'application/pdf', body: await practicePdf(ctx, { ...practice, mayVerify: false }) };
  },
  download: (file) => file,
  media: ['application/pdf'],
});
