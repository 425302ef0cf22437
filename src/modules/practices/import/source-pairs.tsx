import type { ComponentChildren } from 'preact';
import type { View } from '#platform/html/view.ts';
import { Line, Ltr } from '#ui/text.tsx';
import type { ExternalSource } from './mapping.ts';

/** Where an imported record comes from, for its page. Addresses of other sites say that they are. */
export function sourcePairs(view: View, source: ExternalSource): (readonly [string, ComponentChildren])[] {
  const { t } = view;
  const out = (address: string): ComponentChildren => (
    <a href={address} rel="nofollow noopener external">
      <Ltr>{address.length > 80 ? `${address.slice(0, 79)}…` : address}</Ltr>
    </a>
  );
  return [
    [t('platform.source'), <Line view={view} value={source.title} />],
    [t('import.field.externalId'), <bdi>{source.externalId}</bdi>],
    [t('import.field.owner'), source.owner ? <bdi dir="auto">{source.owner}</bdi> : null],
    [t('import.field.place'), source.places.length > 0 ? view.list([...source.places]) : null],
    [t('import.source-licence'), source.licence ? <Ltr>{source.licence}</Ltr> : null],
    [
      t('import.field.links'),
      source.links.length > 0 ? (
        <ul>
          {source.links.map((link) => (
            <li>{out(link)}</li>
          ))}
        </ul>
      ) : source.reference ? (
        <bdi dir="auto">{source.reference}</bdi>
      ) : null,
    ],
    [t('import.source-address'), source.address ? out(source.address) : null],
  ];
}
