import type { Entity } from '#modules/directory/public.ts';
import { type View, wordsIn } from '#platform/html/view.ts';
import type { FormState, Page } from '#platform/http/route.ts';
import { otherLanguage, plainText } from '#platform/values/localized-text.ts';
import { ErrorSummary, Form, PostButton, SelectField, TextField } from '#ui/forms.tsx';
import { Crumbs, Empty, Note } from '#ui/parts.tsx';
import { Line } from '#ui/text.tsx';
import { PracticeCrumbs } from '../practice-frame.tsx';
import type { PracticeView } from '../read/read-practice.ts';
import { practiceLabels } from './practice-labels.ts';

/** Three questions start a draft; the editor asks the rest. */
export function newPage(view: View, entities: readonly Entity[], state: FormState): Page {
  const { t } = view;
  const parts = { view, state, labels: practiceLabels };
  return {
    title: t('practices.new-title'),
    nav: 'practices',
    unlisted: true,
    body: (
      <div class="tb-narrow">
        <Crumbs view={view} trail={[{ label: t('practices.library'), path: '/practices' }]} here={t('practices.new-title')} />
        <h1>{t('practices.new-title')}</h1>
        <p class="tb-lead">{t('practices.new-lead')}</p>
        <ErrorSummary {...parts} />
        {entities.length === 0 ? (
          <Empty text={t('practices.no-entity')} />
        ) : (
          <Form view={view} action="/practices">
            <SelectField
              {...parts}
              name="entity"
              label={t('practices.owner')}
              options={entities.map((entity) => ({ value: entity.code, label: plainText(entity.name, view.locale) }))}
              {...(entities.length > 1 && { empty: t('platform.choose') })}
            />
            <SelectField
              {...parts}
              name="orig"
              label={t('practices.field.orig')}
              hint={t('practices.orig-hint')}
              options={[
                { value: 'ar', label: t('platform.arabic') },
                { value: 'en', label: t('platform.english') },
              ]}
            />
            {[view.locale, otherLanguage(view.locale)].map((language) => (
              <TextField
                {...parts}
                name={`title.${language}`}
                language={language}
                label={wordsIn(view, language).t(language === 'ar' ? 'practices.title-arabic' : 'practices.title-english')}
                max={100}
              />
            ))}
            <button class="tb-btn tb-big" type="submit">
              {t('practices.start-draft')}
            </button>
          </Form>
        )}
      </div>
    ),
  };
}

/** Asks once before a practice leaves the library. */
export const archivePage = (view: View, practice: PracticeView): Page => ({
  title: view.t('practices.archive-title'),
  nav: 'practices',
  unlisted: true,
  body: (
    <div class="tb-narrow">
      <PracticeCrumbs view={view} code={practice.row.code} here={view.t('practices.archive-title')} />
      <h1>
        {view.t('practices.archive-title')}: <Line view={view} value={practice.content.title} />
      </h1>
      <Note warn>{view.t('practices.archive-consequence')}</Note>
      <div class="tb-acts">
        <PostButton view={view} action={`/practices/${practice.row.code}/archive`} label={view.t('practices.archive')} kind="tb-bad" />
        <a class="tb-btn tb-line" href={view.url(`/practices/${practice.row.code}`)}>
          {view.t('platform.back')}
        </a>
      </div>
    </div>
  ),
});
