import type { VNode } from 'preact';
import type { View } from '#platform/html/view.ts';
import type { FormState, Page } from '#platform/http/route.ts';
import { textValues } from '#platform/values/written-text.ts';
import { BothLanguages } from '#ui/both-languages.tsx';
import { ErrorSummary, Form, type FormParts, SelectField, TextField } from '#ui/forms.tsx';
import { Crumbs, Section } from '#ui/parts.tsx';
import { Line } from '#ui/text.tsx';
import { type Level, levels } from './levels.ts';
import type { CriterionRow } from './queries.ts';
import type { Criteria } from './read-criteria.ts';

export const criteriaLabels = {
  'rows.*.code': 'review.criteria.row-code',
  'rows.*.level': 'review.criteria.level',
  'rows.*.place': 'review.criteria.place',
  'rows.*.title': 'review.criteria.name',
  'rows.*.guidance': 'review.criteria.guidance',
  'rows.*.inUse': 'review.criteria.in-use',
} as const;

/** The criteria of a level with what each means, as a reviewer and an author read them. */
export const CriteriaList = ({ view, rows, level }: { view: View; rows: readonly CriterionRow[]; level: Level }): VNode => (
  <dl class="tb-criteria">
    {rows
      .filter((row) => row.level === level && row.in_use)
      .map((row) => (
        <div>
          <dt>
            <Line view={view} value={row.title} />
          </dt>
          <dd>
            <Line view={view} value={row.guidance} note />
          </dd>
        </div>
      ))}
  </dl>
);

/** What a practice is held against before it is published, for everybody. */
export function criteriaPage(view: View, { criteria, mayEdit }: { criteria: Criteria; mayEdit: boolean }): Page {
  const { t } = view;
  return {
    title: t('review.criteria.title'),
    body: (
      <>
        <Crumbs view={view} here={t('review.criteria.title')} />
        <div class="tb-pagehead">
          <div>
            <h1>{t('review.criteria.title')}</h1>
            <p class="tb-lead">{t('review.criteria.lead')}</p>
          </div>
          {mayEdit && (
            <a class="tb-btn" href={view.url('/review-criteria/edit')}>
              {t('review.criteria.edit')}
            </a>
          )}
        </div>
        <div class="tb-secs">
          {levels.map((level) => (
            <Section title={t(`review.stage.${level}`)} aside={t(`review.criteria.aside-${level}`)}>
              <CriteriaList view={view} rows={criteria.rows} level={level} />
            </Section>
          ))}
        </div>
      </>
    ),
  };
}

/** The form as it opens. */
export const criteriaValues = ({ rev, rows }: Criteria): Record<string, string> => ({
  rev: String(rev),
  ...Object.assign(
    {},
    ...rows.map((row, index) => ({
      [`rows.${index}.code`]: row.code,
      [`rows.${index}.level`]: row.level,
      [`rows.${index}.place`]: String((rows.filter((other) => other.level === row.level).indexOf(row) + 1) * 10),
      [`rows.${index}.inUse`]: row.in_use ? 'yes' : 'no',
      ...textValues(`rows.${index}.title`, row.title),
      ...textValues(`rows.${index}.guidance`, row.guidance),
    })),
  ),
});

const spareRows = 2;

/** Every criterion in one form, with two empty rows for others. */
export function editCriteriaPage(view: View, { rev, rows }: Criteria, state: FormState): Page {
  const { t } = view;
  const parts = { view, state, labels: criteriaLabels };
  return {
    title: t('review.criteria.edit'),
    unlisted: true,
    body: (
      <div class="tb-stackgap">
        <Crumbs view={view} trail={[{ label: t('review.criteria.title'), path: '/review-criteria' }]} here={t('platform.edit')} />
        <div>
          <h1>{t('review.criteria.edit')}</h1>
          <p class="tb-lead">{t('review.criteria.edit-lead')}</p>
        </div>
        <ErrorSummary {...parts} />
        <Form view={view} action="/review-criteria/edit">
          <input type="hidden" name="rev" value={state.values.rev ?? String(rev)} />
          {Array.from({ length: rows.length + spareRows }, (_, index) => (
            <Row {...parts} index={index} known={rows[index]} />
          ))}
          <div class="tb-stick">
            <button class="tb-btn" type="submit">
              {t('platform.save')}
            </button>
            <a class="tb-btn tb-line" href={view.url('/review-criteria')}>
              {t('platform.back')}
            </a>
          </div>
        </Form>
      </div>
    ),
  };
}

function Row({ index, known, ...parts }: FormParts & { index: number; known: CriterionRow | undefined }): VNode {
  const { t } = parts.view;
  const name = `rows.${index}`;
  return (
    <fieldset class="tb-rowset">
      <legend>{known ? <Line view={parts.view} value={known.title} /> : t('review.criteria.another')}</legend>
      <div class="tb-cols">
        {known ? (
          <>
            <input type="hidden" name={`${name}.code`} value={known.code} />
            <input type="hidden" name={`${name}.level`} value={known.level} />
            <p class="tb-dim">{t(`review.stage.${known.level}`)}</p>
          </>
        ) : (
          <>
            <TextField {...parts} name={`${name}.code`} label={t('review.criteria.row-code')} hint={t('review.criteria.code-hint')} max={40} ltr />
            <SelectField
              {...parts}
              name={`${name}.level`}
              label={t('review.criteria.level')}
              options={levels.map((level) => ({ value: level, label: t(`review.stage.${level}`) }))}
            />
          </>
        )}
        <TextField {...parts} name={`${name}.place`} label={t('review.criteria.place')} inputMode="numeric" ltr />
        <SelectField
          {...parts}
          name={`${name}.inUse`}
          label={t('review.criteria.in-use')}
          options={(['yes', 'no'] as const).map((value) => ({ value, label: t(`review.criteria.in-use-${value}`) }))}
        />
      </div>
      <BothLanguages {...parts} name={`${name}.title`} label="review.criteria.name" max={100} />
      <BothLanguages {...parts} name={`${name}.guidance`} label="review.criteria.guidance" max={600} rows={2} />
    </fieldset>
  );
}
