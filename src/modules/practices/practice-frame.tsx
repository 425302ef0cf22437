import type { ComponentChildren, VNode } from 'preact';
import type { View } from '#platform/html/view.ts';
import { Crumbs } from '#ui/parts.tsx';
import type { PracticeRow } from './queries.ts';

type Trail = readonly { readonly label: string; readonly path: string }[];

/** The way to a page that stands below a practice; `more` are pages between. */
export const PracticeCrumbs = ({ view, code, here, more = [] }: { view: View; code: PracticeRow['code']; here: ComponentChildren; more?: Trail }): VNode => (
  <Crumbs view={view} trail={[{ label: view.t('practices.library'), path: '/practices' }, { label: code, path: `/practices/${code}` }, ...more]} here={here} />
);
