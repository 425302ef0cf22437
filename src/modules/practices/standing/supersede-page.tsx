import type { View } from '#platform/html/view.ts';
import type { FormState, Page } from '#platform/http/route.ts';
import { ErrorSummary, Form, TextField } from '#ui/forms.tsx';
import { Note } from '#ui/parts.tsx';
import { Line } from '#ui/text.tsx';
import { PracticeCrumbs } from '../practice-frame.tsx';
import type { PracticeView } from '../read/read-practice.ts';

export const supersedeLabels = { by: 'practices.successor' } as const;

/** Asks by which practice it is replaced, and says what follows. */
export function supersedePage(view: View, { row, content }: PracticeView, state: FormState): Page {
  const { t } = view;
  const parts = { view, state, labels: supersedeLabels };
  return {
    title: t('practices.supersede'),
    nav: 'practices',
    unlisted: true,
    body: (
      <div class="tb-narrow">
        <PracticeCrumbs view={view} code={row.code} here={t('practices.supersede')} />
        <h1>
          {t('practices.supersede')}: <Line view={view} value={content.title} />
        </h1>
        <ErrorSummary {...parts} />
        <Note warn>{t('practices.supersede-consequence')}</Note>
        <Form view={view} action={`/practices/${row.code}/supersede`}>
          <TextField {...parts} name="by" label={t('practices.successor')} hint={t('practices.successor-hint', { code: 'AE-0042' })} ltr />
          <div class="tb-acts">
            <button class="tb-btn" type="submit">
              {t('practices.supersede')}
            </button>
            <a class="tb-btn tb-line" href={view.url(`/practices/${row.code}`)}>
              {t('platform.back')}
            </a>
          </div>
        </Form>
      </div>
    ),
  };
}
