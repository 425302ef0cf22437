export interface Week {
  /** First day of the seven, ISO. */
  readonly from: string;
  readonly views: number;
  readonly found: number;
}
const dayMs = 86_400_000;
const weeksShown = 13;

/** The last thirteen weeks, oldest first, each of seven days, the last one ending on `until`. */
export function weeksOf(days: readonly { readonly day: string; readonly views: number; readonly found: number }[], until: string): Week[] {
  const end = Date.parse(`${until}T00:00:00Z`);
  return Array.from({ length: weeksShown }, (_, index) => {
    const from = end - ((weeksShown - index) * 7 - 1) * dayMs;
    const inside = days.filter(({ day }) => Date.parse(`${day}T00:00:00Z`) >= from && Date.parse(`${day}T00:00:00Z`) < from + 7 * dayMs);
    return {
      from: new Date(from).toISOString().slice(0, 10),
      views: inside.reduce((sum, one) => sum + one.views, 0),
      found: inside.reduce((sum, one) => sum + one.found, 0),
    };
  });
}
