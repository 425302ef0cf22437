import type { AdministratorRow } from './queries.ts';

/**
 * Whether the node would have nobody left to run it without this person. Once somebody real holds the
 * programme office, people of the demonstration set no longer count: they leave with the set.
 */
export function isLastAdministrator(personId: string, administrators: readonly AdministratorRow[]): boolean {
  const real = administrators.filter((one) => one.origin !== 'demo');
  const counted = real.length > 0 ? real : administrators;
  return counted.length > 0 && counted.every((one) => one.person_id === personId);
}
