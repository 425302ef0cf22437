import type { VNode } from 'preact';
import { IndicatorCurve, IndicatorTable } from '#modules/measures/public.ts';
import { conceptOf, type Vocabulary } from '#modules/vocabulary/public.ts';
import type { View } from '#platform/html/view.ts';
import type { Page } from '#platform/http/route.ts';
import { isOutOfDate, type LocalizedText, otherLanguage, plainText, shownText } from '#platform/values/localized-text.ts';
import { PostButton } from '#ui/forms.tsx';
import { Crumbs, Grade, Note, Pairs, Section } from '#ui/parts.tsx';
import { Line, Ltr, Paragraphs, TextNotice } from '#ui/text.tsx';
import { sourcePairs } from '../import/source-pairs.tsx';
import { quantityLine, stateMark } from '../words.tsx';
import type { PracticeView } from './read-practice.ts';
import { Thread } from './thread.tsx';

export function practicePage(view: View, practice: PracticeView): Page {
  const { row, content } = practice;
  const title = plainText(content.title, view.locale);
  return {
    title,
    nav: 'practices',
    unlisted: practice.working,
    body: (
      <>
        <Crumbs view={view} trail={[{ label: view.t('practices.library'), path: '/practices' }]} here={<Ltr>{row.code}</Ltr>} />
        <div class="tb-pagehead">
          <div>
            <h1 class="tb-title">
              <Line view={view} value={content.title} />
            </h1>
            {content.subtitle && (
              <p class="tb-lead">
                <Line view={view} value={content.subtitle} />
              </p>
            )}
          </div>
          <Actions view={view} practice={practice} />
        </div>
        <Thread view={view} practice={practice} />
        <div class="tb-prac">
          <article>
            <Notices view={view} practice={practice} />
            {row.state === 'stub' ? <StubBody view={view} practice={practice} /> : <Body view={view} practice={practice} />}
          </article>
          <Side view={view} practice={practice} />
        </div>
      </>
    ),
  };
}

function Notices({ view, practice }: { view: View; practice: PracticeView }): VNode {
  const { content, row } = practice;
  const { t } = view;
  const other = otherLanguage(content.title.orig);
  const stale = [content.title, content.subtitle, content.problem, content.solution, content.novelty, content.conditions, content.adaptation].some(
    (text) => text && isOutOfDate(text, other),
  );
  const original = t(content.title.orig === 'ar' ? 'practices.original-arabic' : 'practices.original-english');
  const status = content.title.texts[other]?.status;
  return (
    <>
      {practice.working && <Note warn>{t('practices.working-version', { n: practice.version })}</Note>}
      {row.state === 'archived' && <Note warn>{t('practices.archived-note')}</Note>}
      {content.stage === 'discontinued' && <Note warn>{t('practices.discontinued-note')}</Note>}
      {row.state !== 'stub' && (
        <Note>
          {original} {status ? t(`practices.translation.${status}` as 'practices.translation.human') : t('practices.translation.missing')}{' '}
          {stale && t('practices.translation.stale')} <a href={view.url(`/practices/${row.code}/languages`)}>{t('practices.compare-languages')}</a>
        </Note>
      )}
    </>
  );
}

const Story = ({ view, value, title }: { view: View; value: LocalizedText | null; title: string }): VNode | null => {
  const shown = shownText(value, view.locale);
  if (!value || !shown) return null;
  return (
    <section>
      <h2>{title}</h2>
      <TextNotice view={view} value={value} />
      <Paragraphs text={shown.text} language={shown.language} />
    </section>
  );
};

function Body({ view, practice }: { view: View; practice: PracticeView }): VNode {
  const { content, indicators, row } = practice;
  const { t } = view;
  return (
    <>
      <Story view={view} value={content.problem} title={t('practices.field.problem')} />
      <Story view={view} value={content.solution} title={t('practices.field.solution')} />
      <Story view={view} value={content.novelty} title={t('practices.field.novelty')} />
      {content.steps.length > 0 && (
        <Section title={t('practices.field.steps')}>
          <ol class="tb-steps">
            {content.steps.map((step) => (
              <li>
                <Line view={view} value={step} note />
              </li>
            ))}
          </ol>
        </Section>
      )}
      <Section title={t('practices.field.results')} aside={t('practices.results-legend')} id="results">
        {indicators.length === 0 ? (
          <p class="tb-dim">{t('practices.no-results')}</p>
        ) : (
          <>
            <div class="tb-inds">
              {indicators.map((indicator) => (
                <IndicatorCurve view={view} indicator={indicator} />
              ))}
            </div>
            <IndicatorTable
              view={view}
              indicators={indicators}
              {...(practice.mayVerify && {
                verify: (reading) =>
                  reading.role === 'target' || reading.verification === 'confirmed' ? null : (
                    <PostButton
                      view={view}
                      action={`/readings/${reading.id}/verification`}
                      label={t('measures.confirm')}
                      kind="tb-line tb-sm"
                      fields={{ verification: 'confirmed' }}
                    />
                  ),
              })}
            />
            {indicators.map((indicator) => (
              <>
                <MethodLine view={view} label={t('practices.method')} value={indicator.method} name={indicator.name} />
                <MethodLine view={view} label={t('practices.attribution')} value={indicator.attribution} name={indicator.name} />
              </>
            ))}
          </>
        )}
      </Section>
      <Section title={t('practices.field.evidence')}>
        <p>
          <Grade view={view} grade={row.grade} />
        </p>
        {row.grade_reason && (
          <p class="tb-dim">
            <Line view={view} value={row.grade_reason} note />
          </p>
        )}
        <ul>
          {content.evidence.map((item, index) => (
            <li>
              <a href={view.url(`/practices/${row.code}/evidence/${index + 1}${practice.working ? '?version=working' : ''}`)}>
                <Line view={view} value={item.title} />
              </a>{' '}
              <span class="tb-small tb-dimmer">
                {t(`practices.evidence.${item.kind}`)} · <Ltr>{item.file.name.split('.').at(-1)?.toUpperCase()}</Ltr> ·{' '}
                {t('platform.kilobytes', { n: Math.ceil(item.file.bytes / 1024) })}
              </span>
            </li>
          ))}
        </ul>
        {content.evidence.length === 0 && <p class="tb-dim">{t('practices.no-evidence')}</p>}
      </Section>
      <Section title={t('practices.transfer')}>
        <div class="tb-stackgap">
          <Story view={view} value={content.conditions} title={t('practices.field.conditions')} />
          <Story view={view} value={content.adaptation} title={t('practices.field.adaptation')} />
          <Story view={view} value={content.lessons} title={t('practices.field.lessons')} />
          <Story view={view} value={content.failures} title={t('practices.field.failures')} />
        </div>
      </Section>
      {practice.links.length > 0 && <Links view={view} practice={practice} />}
      {practice.contributions.map((contribution) => contribution.render(view))}
    </>
  );
}

const MethodLine = ({ view, label, value, name }: { view: View; label: string; value: LocalizedText | null; name: LocalizedText }): VNode | null =>
  value ? (
    <p class="tb-small tb-dim">
      {label} (<Line view={view} value={name} />
      ): <Line view={view} value={value} note />
    </p>
  ) : null;

const Links = ({ view, practice }: { view: View; practice: PracticeView }): VNode => (
  <Section title={view.t('practices.links')}>
    <ul>
      {practice.links.map((link) => (
        <li>
          {view.t(`thread.${link.direction}.${link.verb}` as 'thread.to.basedOn')}:{' '}
          <a href={view.url(link.description.path)}>
            <Line view={view} value={link.description.title} />
          </a>
        </li>
      ))}
    </ul>
  </Section>
);

/** A stub says what is known, where from, what the source leaves open, and who could complete it. */
function StubBody({ view, practice }: { view: View; practice: PracticeView }): VNode {
  const { row, content, entity } = practice;
  const { t } = view;
  return (
    <>
      <Note>{t('practices.stub-note')}</Note>
      <Story view={view} value={content.solution} title={t('practices.stub-known')} />
      <Section title={t('practices.stub-source')}>
        <Pairs
          pairs={[
            [
              t('platform.source'),
              row.source && !row.source.external ? (
                <a href={view.url(`/facts#${row.source.document}`)}>{t(`facts.document.${row.source.document}` as 'facts.document.000')}</a>
              ) : null,
            ],
            ...(row.source?.external ? sourcePairs(view, row.source.external) : []),
            [t('practices.stub-silent'), row.source?.silent ? <Line view={view} value={row.source.silent} /> : null],
            [
              t('practices.stub-who'),
              row.source?.whoCanComplete ? <Line view={view} value={row.source.whoCanComplete} /> : entity ? <Line view={view} value={entity.name} /> : null,
            ],
            [t('practices.stub-verified'), row.source?.unverified ? t('practices.stub-unverified') : null],
          ]}
        />
      </Section>
      {practice.links.length > 0 && <Links view={view} practice={practice} />}
    </>
  );
}

const concepts = (view: View, vocabulary: Vocabulary, scheme: string, codes: readonly string[]): VNode | null =>
  codes.length === 0 ? null : (
    <ul>
      {codes.map((code) => (
        <li>
          <Ltr>{code}</Ltr> <Line view={view} value={conceptOf(vocabulary, scheme, code)?.label} />
        </li>
      ))}
    </ul>
  );

function Side({ view, practice }: { view: View; practice: PracticeView }): VNode {
  const { row, content, entity, country, vocabulary } = practice;
  const { t } = view;
  return (
    <aside class="tb-side" aria-label={t('practices.about-record')}>
      <Pairs
        pairs={[
          [t('practices.state'), stateMark(view, row.state)],
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
          [t('practices.field.cofog'), concepts(view, vocabulary, 'cofog', content.cofog)],
          [t('practices.field.sdg'), concepts(view, vocabulary, 'sdg', content.sdg)],
          [t('practices.field.licence'), content.licence ? t(`practices.licence.${content.licence}`) : null],
          [t('practices.version'), row.state === 'stub' ? null : view.number(practice.version)],
          [t('practices.published-on'), row.published_at ? view.date(row.published_at) : null],
        ]}
      />
      <p class="tb-small">
        <a href={view.url(`/practices/${row.code}/history`)}>{t('practices.history')}</a> · <a href={`/api/v1/practices/${row.code}`}>{t('practices.data')}</a>
      </p>
    </aside>
  );
}

/** What this reader may do with the practice now; each leads to its own form or does one thing. */
function Actions({ view, practice }: { view: View; practice: PracticeView }): VNode | null {
  const { can, row } = practice;
  const { t } = view;
  const path = `/practices/${row.code}`;
  const other =
    row.published_version !== null &&
    row.version !== row.published_version &&
    !practice.working &&
    (can.write || can.check || can.review || can.publish || can.translate);
  if (!other && !practice.working && !Object.values(can).some(Boolean)) return null;
  return (
    <div class="tb-acts">
      {(can.write || can.translate) && (
        <a class="tb-btn" href={view.url(`${path}/edit`)}>
          {row.state === 'stub' ? t('practices.complete-stub') : t('practices.edit')}
        </a>
      )}
      {other && (
        <a class="tb-btn tb-line" href={view.url(`${path}?version=working`)}>
          {t('practices.show-working')}
        </a>
      )}
      {practice.working && row.published_version !== null && (
        <a class="tb-btn tb-line" href={view.url(path)}>
          {t('practices.show-published')}
        </a>
      )}
      {(can.check || can.review || can.publish || can.return) && (
        <a class="tb-btn" href={view.url(`/reviews/${row.code}`)}>
          {t('practices.open-review')}
        </a>
      )}
      {can.submit && <PostButton view={view} action={`${path}/submit`} label={t('practices.submit')} kind={can.write ? 'tb-line' : ''} />}
      {can.withdraw && <PostButton view={view} action={`${path}/withdraw`} label={t('practices.withdraw')} kind="tb-line" />}
      {can.revise && <PostButton view={view} action={`${path}/revise`} label={t('practices.new-version')} kind="tb-line" />}
      {can.restore && <PostButton view={view} action={`${path}/restore`} label={t('practices.restore')} kind="tb-line" />}
      {can.archive && (
        <a class="tb-btn tb-bad" href={view.url(`${path}/archive`)}>
          {t('practices.archive')}
        </a>
      )}
    </div>
  );
}
