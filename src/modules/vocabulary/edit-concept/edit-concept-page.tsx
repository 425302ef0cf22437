import { type View, wordsIn } from '#platform/html/view.ts';
import type { FormState, Page } from '#platform/http/route.ts';
import { directionOf, otherLanguage, plainText } from '#platform/values/localized-text.ts';
import { ErrorSummary, Form, TextField } from '#ui/forms.tsx';
import { Crumbs } from '#ui/parts.tsx';
import { Line, Ltr } from '#ui/text.tsx';
import type { ConceptRow, SchemeRow } from '../queries.ts';
import { revisionOf } from './revision.ts';

export const conceptLabels = { label: 'vocabulary.label' } as const;

export function editConceptPage(view: View, { scheme, concept }: { scheme: SchemeRow; concept: ConceptRow }, state: FormState): Page {
  const { t } = view;
  const parts = { view, state, labels: conceptLabels };
  const back = `/vocabularies/${scheme.code}`;
  const trail = [
    { label: t('vocabulary.title'), path: '/vocabularies' },
    { label: plainText(scheme.name, view.locale), path: back },
  ];
  return {
    title: t('vocabulary.correct-title', { code: concept.code }),
    unlisted: true,
    body: (
      <>
        <Crumbs view={view} trail={trail} here={<Ltr>{concept.code}</Ltr>} />
        <div class="tb-pagehead">
          <div>
            <h1>
              <Ltr>{concept.code}</Ltr> <Line view={view} value={concept.label} />
            </h1>
            <p class="tb-lead">{t('vocabulary.correct-lead')}</p>
          </div>
        </div>
        <div class="tb-stackgap">
          <ErrorSummary {...parts} />
          <Form view={view} action={`/vocabularies/${scheme.code}/${concept.code}/edit`}>
            <input type="hidden" name="rev" value={state.values.rev ?? String(revisionOf(concept.label))} />
            <div class="tb-pair">
              {[view.locale, otherLanguage(view.locale)].map((language) => (
                <div lang={language} dir={directionOf(language)}>
                  <TextField {...parts} name={`label.${language}`} language={language} label={wordsIn(view, language).t('vocabulary.label')} max={400} />
                </div>
              ))}
            </div>
            <div class="tb-acts">
              <button class="tb-btn" type="submit">
                {t('vocabulary.save-label')}
              </button>
              <a class="tb-btn tb-line" href={view.url(back)}>
                {t('platform.back')}
              </a>
            </div>
          </Form>
        </div>
      </>
    ),
  };
}
