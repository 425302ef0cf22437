/** What of the desk is shown: everything in reach, what the reader has, what nobody has. */
export const deskScopes = ['all', 'mine', 'unassigned'] as const;
export type DeskScope = (typeof deskScopes)[number];
