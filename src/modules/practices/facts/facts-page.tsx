import type { VNode } from 'preact';
import type { View } from '#platform/html/view.ts';
import type { Page } from '#platform/http/route.ts';
import type { PartialDate } from '#platform/values/partial-date.ts';
import { Crumbs, Mark, Note, Section } from '#ui/parts.tsx';
import { quantityLine } from '../words.tsx';
import type { FactDocument, Pair, Partnership } from './read-facts.ts';

const say = (view: View, pair: Pair): string => pair[view.locale];

/** A date with its precision; an inferred one says so. */
const dated = (view: View, date: PartialDate, inferred: boolean): string =>
  inferred ? view.t('facts.inferred', { date: view.partialDate(date) }) : view.partialDate(date);

/** Everything the five documents say, by document: reported as reported, with what is inferred and what is unconfirmed. */
export const factsPage = (view: View, { documents }: { documents: readonly FactDocument[] }): Page => ({
  title: view.t('facts.title'),
  nav: 'facts',
  body: (
    <>
      <Crumbs view={view} here={view.t('facts.title')} />
      <div class="tb-pagehead">
        <div>
          <h1>{view.t('facts.title')}</h1>
          <p class="tb-lead">{view.t('facts.lead')}</p>
        </div>
      </div>
      <Note>{view.t('facts.note')}</Note>
      <div class="tb-secs tb-pad">
        {documents.map((document) => (
          <Section
            id={document.code}
            title={say(view, document.topic)}
            aside={view.t('facts.document-dated', { date: dated(view, document.dated, document.inferred) })}
          >
            <div class="tb-stackgap">
              {document.partnerships.map((partnership) => (
                <PartnershipFacts view={view} partnership={partnership} />
              ))}
              {document.lists.map((list) => (
                <details>
                  <summary>
                    {view.t(`facts.list.${list.heading}`)} ({view.number(list.items.length)})
                  </summary>
                  <ul>
                    {list.items.map((item) => (
                      <li>{say(view, item)}</li>
                    ))}
                  </ul>
                </details>
              ))}
            </div>
          </Section>
        ))}
      </div>
    </>
  ),
});

function PartnershipFacts({ view, partnership }: { view: View; partnership: Partnership }): VNode {
  const { t } = view;
  return (
    <div>
      <h3>{say(view, partnership.name)}</h3>
      <p class="tb-dim">
        {partnership.signed ? t('facts.signed', { date: dated(view, partnership.signed.date, partnership.signed.inferred) }) : t('facts.not-dated')}
      </p>
      {partnership.figures.length > 0 && (
        <div class="tb-figs tb-pad">
          {partnership.figures.map((figure) => (
            <div class="tb-fig">
              <span class="tb-q">{figure.qualifier === 'exact' ? '\u00a0' : t(`measures.qualifier.${figure.qualifier}`)}</span>
              <b>{view.number(figure.value)}</b>
              <span class="tb-u">{t(`facts.figure.${figure.what}`)}</span>
              <span class="tb-src">
                <Mark tone="acc" shape="open">
                  {t('facts.reported')}
                </Mark>
                <br />
                {figure.asOf && t('facts.as-of', { date: dated(view, figure.asOf, figure.inferred) })}
                <span class="tb-vh"> {quantityLine(view, { value: figure.value, qualifier: figure.qualifier })}</span>
              </span>
            </div>
          ))}
        </div>
      )}
      {partnership.claims.length > 0 && (
        <ul class="tb-facts">
          {partnership.claims.map((claim) => (
            <li>
              {say(view, claim.name)}
              {claim.date && ` · ${dated(view, claim.date, claim.inferred)}`}{' '}
              <Mark tone="acc" shape="open">
                {t('facts.unconfirmed')}
              </Mark>
            </li>
          ))}
        </ul>
      )}
      {partnership.points.length > 0 && (
        <details>
          <summary>
            {t('facts.points')} ({view.number(partnership.points.length)})
          </summary>
          <ul>
            {partnership.points.map((point) => (
              <li>{say(view, point)}</li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}
