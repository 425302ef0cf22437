import type { VNode } from 'preact';
import { IndicatorCurve, IndicatorTable } from '#modules/measures/public.ts';
import type { View } from '#platform/html/view.ts';
import type { LocalizedText } from '#platform/values/localized-text.ts';
import { PostButton } from '#ui/forms.tsx';
import { Grade, Section } from '#ui/parts.tsx';
import { Line, Ltr } from '#ui/text.tsx';
import { Cite } from '../cite/cite-block.tsx';
import type { PracticeView } from './read-practice.ts';
import { OtherEffects, Partners, Resources } from './record-parts.tsx';
import { Story } from './story.tsx';
import { Transfer } from './transfer.tsx';

interface Parts {
  readonly view: View;
  readonly practice: PracticeView;
}

/** The whole record, in the order of the questions a reader has: what, with what effect, how sure, at what price, how to take it over. */
export function Body({ view, practice }: Parts): VNode {
  const { content } = practice;
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
      <Partners view={view} content={content} />
      <Results view={view} practice={practice} />
      <OtherEffects view={view} content={content} />
      <Evidence view={view} practice={practice} />
      <Resources view={view} content={content} />
      <Transfer view={view} code={practice.row.code} content={content} />
      {practice.links.length > 0 && <Links view={view} practice={practice} />}
      {practice.contributions.map((contribution) => contribution.render(view))}
      <Cite view={view} practice={practice} />
    </>
  );
}

function Results({ view, practice }: Parts): VNode {
  const { indicators } = practice;
  const { t } = view;
  return (
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
              <MethodLine view={view} label={t('practices.comparison')} value={indicator.comparison} name={indicator.name} />
            </>
          ))}
        </>
      )}
    </Section>
  );
}

function Evidence({ view, practice }: Parts): VNode {
  const { content, row } = practice;
  const { t } = view;
  return (
    <Section title={t('practices.field.evidence')}>
      <p>
        <Grade view={view} grade={row.grade} />
        {row.graded_at && (
          <span class="tb-small tb-dim">
            {' '}
            · {t('practices.graded-on')}: {view.date(row.graded_at)}
          </span>
        )}
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
  );
}

const MethodLine = ({ view, label, value, name }: { view: View; label: string; value: LocalizedText | null; name: LocalizedText }): VNode | null =>
  value ? (
    <p class="tb-small tb-dim">
      {label} (<Line view={view} value={name} />
      ): <Line view={view} value={value} note />
    </p>
  ) : null;

export const Links = ({ view, practice }: Parts): VNode => (
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
