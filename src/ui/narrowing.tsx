import type { ComponentChildren, VNode } from 'preact';
import type { View } from '#platform/html/view.ts';

/** What can be chosen, each value with its text. */
export type Choices = readonly (readonly [value: string, label: string])[];

interface Select {
  readonly name: string;
  readonly label: string;
  readonly choices: Choices;
  readonly chosen: readonly string[];
  /** What no choice means, where it is not simply all. */
  readonly empty?: string;
}

/** A form with one select for each filter. Of an address with several values it shows the first and keeps the others. */
export const Narrowing = ({ view, path, selects, children }: { view: View; path: string; selects: readonly Select[]; children?: ComponentChildren }): VNode => (
  <form class="tb-narrowing" method="get" action={view.url(path)} aria-label={view.t('platform.filter')}>
    {children}
    {selects.map(({ name, label, choices, chosen, empty }) => (
      <div class="tb-field">
        <label for={`f-${name}`}>{label}</label>
        <select class="tb-in" id={`f-${name}`} name={name}>
          <option value="">{empty ?? view.t('platform.filter-all')}</option>
          {choices.map(([value, text]) => (
            <option value={value} selected={chosen[0] === value}>
              {text}
            </option>
          ))}
        </select>
        {chosen.slice(1).map((value) => (
          <input type="hidden" name={name} value={value} />
        ))}
      </div>
    ))}
    <button class="tb-btn tb-line" type="submit">
      {view.t('platform.apply-filter')}
    </button>
  </form>
);
