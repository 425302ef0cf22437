import type { VNode } from 'preact';
import { holdsEverywhere } from '#platform/auth/actor.ts';
import type { View } from '#platform/html/view.ts';
import type { Page } from '#platform/http/route.ts';
import { plainText } from '#platform/values/localized-text.ts';
import { ListAs } from '#ui/list-as.tsx';
import { Crumbs, Section } from '#ui/parts.tsx';
import { Line, Ltr } from '#ui/text.tsx';
import type { Concept } from '../public.ts';
import type { SchemeRow } from '../queries.ts';

export const schemesPage = (view: View, { schemes }: { schemes: readonly SchemeRow[] }): Page => ({
  title: view.t('vocabulary.title'),
  body: (
    <>
      <Crumbs view={view} here={view.t('vocabulary.title')} />
      <div class="tb-pagehead">
        <div>
          <h1>{view.t('vocabulary.title')}</h1>
          <p class="tb-lead">{view.t('vocabulary.lead')}</p>
        </div>
      </div>
      <table class="tb-tb tb-cards">
        <thead>
          <tr>
            <th scope="col">{view.t('vocabulary.scheme')}</th>
            <th scope="col" class="tb-num">
              {view.t('vocabulary.concepts')}
            </th>
            <th scope="col">{view.t('platform.source')}</th>
          </tr>
        </thead>
        <tbody>
          {schemes.map((scheme) => (
            <tr>
              <th scope="row">
                <a href={view.url(`/vocabularies/${scheme.code}`)}>
                  <Line view={view} value={scheme.name} />
                </a>
              </th>
              <td class="tb-num" data-l={view.t('vocabulary.concepts')}>
                {view.number(scheme.concepts)}
              </td>
              <td class="tb-dim">
                <bdi lang="en" dir="ltr">
                  {scheme.source}
                </bdi>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  ),
});

/** For those who may correct labels: a link whose name says which concept. */
const Correct = ({ view, concept }: { view: View; concept: Concept }): VNode | null =>
  holdsEverywhere(view.actor, 'vocabulary.edit') ? (
    <a class="tb-small" href={view.url(`/vocabularies/${concept.scheme}/${concept.code}/edit`)}>
      {view.t('vocabulary.correct')}
      <span class="tb-vh"> {concept.code}</span>
    </a>
  ) : null;

export const schemePage = (view: View, { scheme, concepts }: { scheme: SchemeRow; concepts: readonly Concept[] }): Page => {
  const roots = concepts.filter((concept) => concept.parent === null);
  return {
    title: plainText(scheme.name, view.locale),
    body: (
      <>
        <Crumbs view={view} trail={[{ label: view.t('vocabulary.title'), path: '/vocabularies' }]} here={<Line view={view} value={scheme.name} />} />
        <div class="tb-pagehead">
          <div>
            <h1>
              <Line view={view} value={scheme.name} />
            </h1>
            <p class="tb-lead">{view.t('vocabulary.count', { n: concepts.length })}</p>
            <ListAs view={view} list={`/vocabularies/${scheme.code}`} more={[['SKOS', `/vocabularies/${scheme.code}/skos/turtle`]]} />
          </div>
        </div>
        <div class="tb-secs">
          {roots.map((root) => (
            <Section
              id={`c-${root.code}`}
              title={
                <>
                  <Ltr>{root.code}</Ltr> <Line view={view} value={root.label} /> <Correct view={view} concept={root} />
                </>
              }
              aside={scheme.code === 'cofog' ? <a href={view.url(`/practices?field=${root.code}`)}>{view.t('vocabulary.practices-here')}</a> : null}
            >
              <ul>
                {concepts
                  .filter((concept) => concept.parent === root.code)
                  .map((concept) => (
                    <li id={`c-${concept.code}`}>
                      <Ltr>{concept.code}</Ltr> <Line view={view} value={concept.label} note /> <Correct view={view} concept={concept} />
                    </li>
                  ))}
              </ul>
            </Section>
          ))}
        </div>
      </>
    ),
  };
};
