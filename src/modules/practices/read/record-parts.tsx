import type { VNode } from 'preact';
import type { View } from '#platform/html/view.ts';
import { Pairs, Section } from '#ui/parts.tsx';
import { Line, Ltr } from '#ui/text.tsx';
import type { Content } from '../content/content.ts';
import { costLine, quantityLine } from '../words.tsx';
import { Story } from './story.tsx';

interface Parts {
  readonly view: View;
  readonly content: Content;
}

/** Who did it together, and how far citizens had a say. */
export function Partners({ view, content }: Parts): VNode | null {
  const { t } = view;
  if (content.partners.length === 0 && !content.involvement) return null;
  return (
    <Section title={t('practices.field.partners')}>
      {content.partners.length > 0 && (
        <ul>
          {content.partners.map(({ name, role }) => (
            <li>
              <Line view={view} value={name} note />
              {role && (
                <span class="tb-dim">
                  {': '}
                  <Line view={view} value={role} />
                </span>
              )}
            </li>
          ))}
        </ul>
      )}
      {content.involvement && (
        <p>
          {t('practices.field.involvement')}: <strong>{t(`practices.involvement.${content.involvement}`)}</strong>{' '}
          <span class="tb-dim">{t(`practices.involvement-meaning.${content.involvement}`)}</span>
        </p>
      )}
    </Section>
  );
}

/** What nobody intended and what did not work: as prominent as the results. */
export function OtherEffects({ view, content }: Parts): VNode | null {
  if (!content.unintended && !content.failures) return null;
  return (
    <Section title={view.t('practices.other-effects')} id="other-effects">
      <div class="tb-stackgap">
        <Story view={view} value={content.unintended} title={view.t('practices.field.unintended')} level={3} />
        <Story view={view} value={content.failures} title={view.t('practices.field.failures')} level={3} />
      </div>
    </Section>
  );
}

/** Money, people, time, technology and law it took. */
export function Resources({ view, content }: Parts): VNode | null {
  const { t } = view;
  const { costs, staff, months, technology, legalBasis, awards } = content;
  if (costs.length === 0 && !staff && !months && !technology && !legalBasis && awards.length === 0) return null;
  return (
    <Section title={t('practices.section.resources')} id="resources">
      <div class="tb-stackgap">
        {costs.length > 0 && <CostTable view={view} costs={costs} />}
        <Pairs
          pairs={[
            [t('practices.field.staff'), staff && quantityLine(view, staff)],
            [t('practices.field.months'), months && quantityLine(view, months)],
          ]}
        />
        <Story view={view} value={technology} title={t('practices.field.technology')} level={3} />
        <Story view={view} value={legalBasis} title={t('practices.field.legalBasis')} level={3} />
        {awards.length > 0 && (
          <section>
            <h3>{t('practices.field.awards')}</h3>
            <ul>
              {awards.map(({ name, year }) => (
                <li>
                  <Line view={view} value={name} note />
                  {year !== null && (
                    <span class="tb-dim">
                      {view.locale === 'ar' ? '، ' : ', '}
                      <Ltr>{view.partialDate({ date: String(year), precision: 'year' })}</Ltr>
                    </span>
                  )}
                </li>
              ))}
            </ul>
          </section>
        )}
      </div>
    </Section>
  );
}

const CostTable = ({ view, costs }: { view: View; costs: Content['costs'] }): VNode => (
  <table class="tb-tb tb-tight tb-cards">
    <caption>{view.t('practices.field.costs')}</caption>
    <thead>
      <tr>
        <th scope="col">{view.t('practices.cost.kind')}</th>
        <th scope="col">{view.t('practices.cost.amount')}</th>
        <th scope="col">{view.t('practices.cost.year')}</th>
      </tr>
    </thead>
    <tbody>
      {costs.map((cost) => (
        <tr>
          <th scope="row">{view.t(`practices.cost.${cost.kind}`)}</th>
          <td>{costLine(view, cost)}</td>
          <td data-l={view.t('practices.cost.year')}>{cost.year === null ? '—' : view.partialDate({ date: String(cost.year), precision: 'year' })}</td>
        </tr>
      ))}
    </tbody>
  </table>
);
