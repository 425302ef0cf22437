import type { VNode } from 'preact';
import type { View } from '#platform/html/view.ts';
import { Section } from '#ui/parts.tsx';
import { Line } from '#ui/text.tsx';
import type { CollectionRow } from './queries.ts';

export const CollectionsSection = ({ view, rows }: { view: View; rows: readonly Pick<CollectionRow, 'slug' | 'title'>[] }): VNode => (
  <Section title={view.t('collections.of-practice')}>
    <ul>
      {rows.map(({ slug, title }) => (
        <li>
          <a href={view.url(`/collections/${slug}`)}>
            <Line view={view} value={title} />
          </a>
        </li>
      ))}
    </ul>
  </Section>
);
