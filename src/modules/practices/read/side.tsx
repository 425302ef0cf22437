import type { VNode } from 'preact';
import { conceptOf, type Vocabulary } from '#modules/vocabulary/public.ts';
import type { View } from '#platform/html/view.ts';
import { Grade, Mark, Pairs } from '#ui/parts.tsx';
import { Line, Ltr } from '#ui/text.tsx';
import { type CodeField, codeFields, schemeOf } from '../content/content.ts';
import { quantityLine, stateMark } from '../words.tsx';
import type { PracticeView } from './read-practice.ts';

/** Fields whose codes people know by number. */
const numbered: ReadonlySet<CodeField> = new Set(['cofog', 'sdg']);

const concepts = (view: View, vocabulary: Vocabulary, field: CodeField, codes: readonly string[]): VNode | null =>
  codes.length === 0 ? null : (
    <ul>
      {codes.map((code) => (
        <li>
          {numbered.has(field) && <Ltr>{code}</Ltr>} <Line view={view} value={conceptOf(vocabulary, schemeOf[field], code)?.label} />
        </li>
      ))}
    </ul>
  );

/** What a record is at a glance, beside its text. */
export function Side({ view, practice }: { view: View; practice: PracticeView }): VNode {
  const { row, content, entity, country, vocabulary } = practice;
  const { t } = view;
  return (
    <aside class="tb-side" aria-label={t('practices.about-record')}>
      <Pairs
        pairs={[
          [
            t('practices.state'),
            <>
              {stateMark(view, row.state)} {practice.standing.featured && <Mark tone="good">{t('practices.featured')}</Mark>}{' '}
              {!practice.working && practice.standing.needsConfirmation && (
                <Mark tone="warn" shape="tri">
                  {t('practices.needs-confirmation')}
                </Mark>
              )}
            </>,
          ],
          [
            t('practices.owner'),
            entity ? (
              <a href={view.url(`/entities/${entity.code}`)}>
                <Line view={view} value={entity.name} />
              </a>
            ) : (
              <span class="tb-dim">{t('practices.owner-unknown')}</span>
            ),
          ],
          [
            t('practices.country'),
            country ? (
              <a href={view.url(`/countries/${country.code}`)}>
                <Line view={view} value={country.name} />
              </a>
            ) : null,
          ],
          [t('practices.facet.grade'), row.state === 'stub' ? null : <Grade view={view} grade={row.grade} />],
          [t('practices.field.stage'), content.stage ? t(`practices.stage.${content.stage}`) : null],
          [t('practices.field.type'), content.type ? t(`practices.type.${content.type}`) : null],
          [t('practices.field.level'), content.level ? t(`practices.level.${content.level}`) : null],
          [t('practices.field.startedOn'), content.startedOn ? view.partialDate(content.startedOn) : null],
          [t('practices.field.endedOn'), content.endedOn ? view.partialDate(content.endedOn) : null],
          [t('practices.field.beneficiaries'), content.beneficiaries.who ? <Line view={view} value={content.beneficiaries.who} note /> : null],
          [t('practices.beneficiaries-count'), content.beneficiaries.count ? quantityLine(view, content.beneficiaries.count) : null],
          ...codeFields.map((field) => [t(`practices.field.${field}`), concepts(view, vocabulary, field, content[field])] as const),
          [t('practices.field.licence'), content.licence ? t(`practices.licence.${content.licence}`) : null],
          [t('practices.version'), row.state === 'stub' ? null : view.number(practice.version)],
          [t('practices.published-on'), row.published_at ? view.date(row.published_at) : null],
          [t('practices.confirmed-on'), practice.standing.confirmBy && row.confirmed_at ? view.date(row.confirmed_at) : null],
          [t('practices.confirm-by'), practice.standing.confirmBy ? view.date(practice.standing.confirmBy) : null],
          [
            t('practices.replaces'),
            practice.replaced.length === 0 ? null : (
              <ul>
                {practice.replaced.map(({ code, title }) => (
                  <li>
                    <a href={view.url(`/practices/${code}`)}>
                      <Line view={view} value={title} />
                    </a>
                  </li>
                ))}
              </ul>
            ),
          ],
        ]}
      />
      <p class="tb-noprint">
        <a href={view.url(`/practices/compare?code=${row.code}`)}>{t('compare.with-others')}</a> ·{' '}
        <a href={view.url(`/practices/${row.code}/lists`)}>{t('saved.choose')}</a>
      </p>
      <p class="tb-small tb-noprint">
        <a href={view.url(`/practices/${row.code}/history`)}>{t('practices.history')}</a> ·{' '}
        <a href={view.url(`/practices/${row.code}/pdf${practice.working ? '?version=working' : ''}`)}>{t('practices.pdf')}</a> ·{' '}
        <a href={`/api/v1/practices/${row.code}`}>{t('practices.data')}</a>
      </p>
    </aside>
  );
}
