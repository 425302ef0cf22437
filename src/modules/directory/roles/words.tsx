import type { VNode } from 'preact';
import type { View } from '#platform/html/view.ts';
import type { Words } from '#platform/i18n/format.ts';
import type { MessageKey } from '#platform/i18n/messages.ts';
import { Line, Ltr } from '#ui/text.tsx';
import type { CountryRow, EntityRow } from '../queries.ts';
import type { ScopeKind } from './roles.ts';

/** A role's name beside a person's name: in the form that person chose, else the name of the function. */
export const roleName = (words: Words, role: string, form: 'm' | 'f' | null = null): string =>
  (form && words.maybe(`role.${role}.${form}`)) ?? words.t(`role.${role}` as MessageKey);

export interface Places {
  readonly countries: ReadonlyMap<string, Pick<CountryRow, 'code' | 'name'>>;
  readonly entities: ReadonlyMap<string, Pick<EntityRow, 'code' | 'name'>>;
}

/** Where a role holds, with a link to the place. */
export function ScopeName({ view, places, kind, id }: { view: View; places: Places; kind: ScopeKind; id: string | null }): VNode {
  if (kind === 'instance' || id === null) return <>{view.t('role.scope.instance')}</>;
  if (kind === 'programme') {
    return (
      <>
        {view.t('role.scope.programme')} <Ltr>{id}</Ltr>
      </>
    );
  }
  const place = kind === 'country' ? places.countries.get(id) : places.entities.get(id);
  if (!place) return <Ltr>{id}</Ltr>;
  return (
    <a href={view.url(`/${kind === 'country' ? 'countries' : 'entities'}/${place.code}`)}>
      <Line view={view} value={place.name} />
    </a>
  );
}
