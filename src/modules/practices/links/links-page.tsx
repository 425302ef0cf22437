import type { View } from '#platform/html/view.ts';
import type { FormState, Page } from '#platform/http/route.ts';
import { plainText } from '#platform/values/localized-text.ts';
import { ErrorSummary, Form, PostButton, SelectField, TextField } from '#ui/forms.tsx';
import { Empty, Section } from '#ui/parts.tsx';
import { Line } from '#ui/text.tsx';
import { PracticeCrumbs } from '../practice-frame.tsx';
import { practiceVerbs } from './link-practices.ts';
import type { PracticeLinks } from './route.ts';

export const linkLabels = { verb: 'practices.link-verb', other: 'practices.link-code' } as const;

/** The links of a practice, and a form for another. Those that come from elsewhere are taken out there. */
export function linksPage(view: View, { row, links }: PracticeLinks, state: FormState): Page {
  const { t } = view;
  const parts = { view, state, labels: linkLabels };
  return {
    title: t('practices.links-title', { title: plainText(row.card.title, view.locale) }),
    nav: 'practices',
    unlisted: true,
    body: (
      <div class="tb-stackgap">
        <PracticeCrumbs view={view} code={row.code} here={t('practices.edit-links')} />
        <div>
          <h1>
            <Line view={view} value={row.card.title} />
          </h1>
          <p class="tb-lead">{t('practices.links-lead')}</p>
        </div>
        <ErrorSummary {...parts} />
        <Section title={t('practices.edit-links')}>
          {links.length === 0 ? (
            <Empty text={t('practices.links-none')} />
          ) : (
            <ul class="tb-facts">
              {links.map(({ verb, direction, ref, description }) => (
                <li>
                  {t(`thread.${direction}.${verb}` as 'thread.to.basedOn')}:{' '}
                  <a href={view.url(description.path)}>
                    <Line view={view} value={description.title} />
                  </a>
                  {direction === 'to' && ref.kind === 'practice' && (practiceVerbs as readonly string[]).includes(verb) && (
                    <PostButton
                      view={view}
                      action={`/practices/${row.code}/links/remove`}
                      label={t('platform.remove')}
                      kind="tb-line tb-sm"
                      fields={{ verb, other: description.path.split('/').at(-1) ?? '' }}
                    />
                  )}
                </li>
              ))}
            </ul>
          )}
        </Section>
        <Section title={t('practices.link-add')}>
          <Form view={view} action={`/practices/${row.code}/links`}>
            <div class="tb-cols">
              <SelectField
                {...parts}
                name="verb"
                label={t('practices.link-verb')}
                options={practiceVerbs.map((verb) => ({ value: verb, label: t(`thread.to.${verb}`) }))}
              />
              <TextField {...parts} name="other" label={t('practices.link-code')} hint={t('practices.successor-hint', { code: 'AE-0042' })} ltr />
            </div>
            <button class="tb-btn" type="submit">
              {t('practices.link-add')}
            </button>
          </Form>
        </Section>
      </div>
    ),
  };
}
