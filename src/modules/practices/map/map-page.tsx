import type { VNode } from 'preact';
import type { View } from '#platform/html/view.ts';
import type { Page } from '#platform/http/route.ts';
import { plainText } from '#platform/values/localized-text.ts';
import { Narrowing } from '#ui/narrowing.tsx';
import { Crumbs, Empty } from '#ui/parts.tsx';
import { Line, Ltr } from '#ui/text.tsx';
import { changesQuery } from '../changes/read-changes.ts';
import { facetChoices } from '../list/facet-choices.ts';
import { dotOf, frame, xOf, yOf } from './dots.ts';
import { mapFacets, type Origin, type OriginMap } from './read-map.ts';

/** Where practices come from: a dot for each country on a graticule without borders, and the same as a table. */
export function mapPage(view: View, map: OriginMap): Page {
  const { t } = view;
  const { origins } = map;
  return {
    title: t('map.title'),
    nav: 'practices',
    desk: true,
    body: (
      <>
        <Crumbs view={view} trail={[{ label: t('practices.library'), path: '/practices' }]} here={t('map.title')} />
        <div class="tb-pagehead">
          <div>
            <h1>{t('map.title')}</h1>
            <p class="tb-lead">{t('map.lead')}</p>
          </div>
        </div>
        <Filters view={view} map={map} />
        {origins.length === 0 ? (
          <Empty text={t('practices.nothing')} />
        ) : (
          <div class="tb-mapgrid">
            <World view={view} map={map} />
            <Table view={view} map={map} />
          </div>
        )}
      </>
    ),
  };
}

function Filters({ view, map }: { view: View; map: OriginMap }): VNode {
  const choices = facetChoices(view, { countries: new Map(), fields: map.fields, chosen: [] });
  const selects = mapFacets.map((name) => ({ name, label: view.t(`practices.facet.${name}`), choices: choices[name], chosen: map.filters[name] }));
  return <Narrowing view={view} path="/practices/map" selects={selects} />;
}

const recordsOf = (view: View, map: OriginMap, code: string): string => view.url(`/practices${changesQuery({ ...map.filters, country: [code] })}`);
const nameOf = (view: View, { code, country }: Origin): string => (country ? plainText(country.name, view.locale) : code);

/** The dots are links for a pointer; by keyboard and by ear the table beside the map is the same. */
function World({ view, map }: { view: View; map: OriginMap }): VNode {
  const { t } = view;
  const most = map.origins[0]?.count ?? 1;
  const meridians = Array.from({ length: 13 }, (_, index) => -180 + index * 30);
  const parallels = [-30, 0, 30, 60];
  return (
    <figure class="tb-world">
      <svg viewBox={`0 0 ${frame.width} ${frame.height}`} role="group" aria-label={t('map.label', { n: map.origins.length })}>
        <rect x="0" y="0" width={frame.width} height={frame.height} fill="var(--tb-wash)" />
        {meridians.map((longitude) => (
          <line x1={xOf(longitude)} x2={xOf(longitude)} y1="0" y2={frame.height} stroke="var(--tb-line)" />
        ))}
        {parallels.map((latitude) => (
          <line x1="0" x2={frame.width} y1={yOf(latitude)} y2={yOf(latitude)} stroke={latitude === 0 ? 'var(--tb-edge)' : 'var(--tb-line)'} />
        ))}
        {map.origins.map((origin) => {
          if (!origin.point) return null;
          const { x, y, radius } = dotOf(origin.point, origin.count, most);
          return (
            <a href={recordsOf(view, map, origin.code)} tabindex={-1}>
              <circle cx={x} cy={y} r={radius} fill="var(--tb-accent)" fill-opacity="0.7" stroke="#fff" stroke-width="1">
                <title>{t('map.dot', { country: nameOf(view, origin), n: origin.count })}</title>
              </circle>
            </a>
          );
        })}
      </svg>
      <figcaption>{t('map.caption')}</figcaption>
    </figure>
  );
}

const Table = ({ view, map }: { view: View; map: OriginMap }): VNode => (
  <table class="tb-tb tb-tight">
    <caption>{view.t('map.table')}</caption>
    <thead>
      <tr>
        <th scope="col">{view.t('practices.country')}</th>
        <th scope="col" class="tb-num">
          {view.t('map.records')}
        </th>
      </tr>
    </thead>
    <tbody>
      {map.origins.map((origin) => (
        <tr>
          <th scope="row">
            <a href={recordsOf(view, map, origin.code)}>{origin.country ? <Line view={view} value={origin.country.name} /> : <Ltr>{origin.code}</Ltr>}</a>
            {!origin.point && <span class="tb-small tb-dim"> · {view.t('map.no-point')}</span>}
          </th>
          <td class="tb-num">{view.number(origin.count)}</td>
        </tr>
      ))}
    </tbody>
  </table>
);
