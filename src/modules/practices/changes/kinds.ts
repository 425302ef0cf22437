/** What can happen to a practice in public. */
export const changeKinds = ['new', 'changed', 'superseded', 'archived', 'restored'] as const;
export type ChangeKind = (typeof changeKinds)[number];
