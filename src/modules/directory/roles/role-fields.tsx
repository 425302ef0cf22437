import type { VNode } from 'preact';
import { namedOptions } from '#platform/values/written-text.ts';
import { type FormParts, SelectField, TextField } from '#ui/forms.tsx';
import type { CountryRow, EntityRow } from '../queries.ts';
import { roleNames, roles, scopeKinds } from './roles.ts';
import { roleName } from './words.tsx';

/** The places a role can be granted at. */
export interface PlaceChoices {
  readonly countries: readonly Pick<CountryRow, 'code' | 'name'>[];
  readonly entities: readonly Pick<EntityRow, 'code' | 'name'>[];
}

/** Which role, and where it holds: for granting and for inviting. */
export function RoleFields({ choices, ...parts }: FormParts & { choices: PlaceChoices }): VNode {
  const { view } = parts;
  const { t } = view;
  return (
    <>
      <SelectField
        {...parts}
        name="role"
        label={t('role.role')}
        empty={t('platform.choose')}
        options={roleNames.map((role) => ({
          value: role,
          label: t('role.option', { role: roleName(view, role), scopes: view.list(roles[role].map((kind) => t(`role.at.${kind}`))) }),
        }))}
      />
      <SelectField
        {...parts}
        name="scopeKind"
        label={t('role.scope-kind')}
        hint={t('role.scope-hint')}
        options={scopeKinds.map((kind) => ({ value: kind, label: t(`role.scope.${kind}`) }))}
      />
      <div class="tb-cols">
        <SelectField {...parts} name="country" label={t('directory.country')} empty={t('platform.choose')} options={namedOptions(choices.countries, view)} />
        <SelectField {...parts} name="entity" label={t('people.entity')} empty={t('platform.choose')} options={namedOptions(choices.entities, view)} />
        <TextField {...parts} name="programme" label={t('role.programme')} ltr />
      </div>
    </>
  );
}
