import type { VNode } from 'preact';
import type { View } from '#platform/html/view.ts';
import type { Page } from '#platform/http/route.ts';
import { plainText } from '#platform/values/localized-text.ts';
import { SelectField } from '#ui/forms.tsx';
import { Empty, Section } from '#ui/parts.tsx';
import { Line } from '#ui/text.tsx';
import { type Dimension, dimensions } from '../content/content.ts';
import type { Fit } from '../content/fit.ts';
import { PracticeCrumbs } from '../practice-frame.tsx';
import type { PracticeView } from '../read/read-practice.ts';

interface FitView extends Fit {
  readonly practice: PracticeView;
  readonly available: Readonly<Partial<Record<Dimension, number>>>;
}

export function fitPage(view: View, fitView: FitView): Page {
  const { t } = view;
  const { practice, fit } = fitView;
  const { row, content } = practice;
  return {
    title: t('practices.fit-title', { title: plainText(content.title, view.locale) }),
    nav: 'practices',
    unlisted: true,
    body: (
      <div class="tb-stackgap">
        <PracticeCrumbs view={view} code={row.code} here={t('practices.fit')} />
        <div>
          <h1>
            <Line view={view} value={content.title} />
          </h1>
          <p class="tb-lead">{t('practices.fit-lead')}</p>
        </div>
        {Object.keys(content.transferability).length === 0 ? (
          <Empty text={t('practices.fit-none')} />
        ) : (
          <>
            {fit !== null && <Outcome view={view} {...fitView} />}
            <Questions view={view} {...fitView} />
          </>
        )}
      </div>
    ),
  };
}

/** The ratings, the practice's beside the reader's own. */
function Questions({ view, practice, available }: FitView & { view: View }): VNode {
  const { t } = view;
  const { row, content } = practice;
  const values = Object.fromEntries(Object.entries(available).map(([dimension, value]) => [dimension, String(value)]));
  const scale = ([1, 2, 3, 4, 5] as const).map((value) => ({ value: String(value), label: t(`practices.fit-available-${value}`) }));
  return (
    <form method="get" action={view.url(`/practices/${row.code}/fit`)}>
      <Section title={t('practices.fit-available')}>
        {dimensions.map((dimension) => {
          const asked = content.transferability[dimension];
          if (!asked) return null;
          return (
            <div class="tb-pair">
              <SelectField
                view={view}
                state={{ values, problems: [] }}
                labels={{}}
                name={dimension}
                label={t(`practices.dimension.${dimension}`)}
                hint={dimension === 'dependency' ? t('practices.fit-dependency') : undefined}
                options={scale}
                empty={t('practices.not-rated')}
              />
              <p>
                {t('practices.fit-required')}: {t(`practices.asks-${asked.rating}` as 'practices.asks-1')}
                <br />
                <span class="tb-dim">
                  <Line view={view} value={asked.reason} note />
                </span>
              </p>
            </div>
          );
        })}
      </Section>
      <button class="tb-btn" type="submit">
        {t('practices.fit-show')}
      </button>
    </form>
  );
}

function Outcome({ view, fit, gaps }: FitView & { view: View }): VNode {
  const { t } = view;
  return (
    <Section title={t('practices.fit-of', { share: view.percent(fit ?? 0), n: gaps.length })}>
      <table class="tb-tb tb-tight tb-cards">
        <thead>
          <tr>
            <th scope="col">{t('practices.dimension')}</th>
            {(['required', 'available', 'gap'] as const).map((column) => (
              <th scope="col" class="tb-num">
                {t(`practices.fit-${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {gaps.map(({ dimension, required, available, gap }) => (
            <tr>
              <th scope="row">{t(`practices.dimension.${dimension}`)}</th>
              <td class="tb-num" data-l={t('practices.fit-required')}>
                {view.number(required)}
              </td>
              <td class="tb-num" data-l={t('practices.fit-available')}>
                {view.number(available)}
              </td>
              <td class="tb-num" data-l={t('practices.fit-gap')}>
                {gap > 0 ? <strong class="tb-warntext">{view.number(gap)}</strong> : view.number(gap)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  );
}
