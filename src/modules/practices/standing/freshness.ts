/** domain.md 4.2: a practice is confirmed every 24 months. */
export const monthsItHolds = 24;

/** The day by which the owner confirms again: so many months after the last time, or the last day of a shorter month. */
export function confirmBy(confirmedAt: Date): Date {
  const due = new Date(confirmedAt);
  const day = due.getUTCDate();
  due.setUTCMonth(due.getUTCMonth() + monthsItHolds);
  if (due.getUTCDate() !== day) due.setUTCDate(0);
  return due;
}

/** Whether the practice waits for its owner to say that it still holds. */
export const needsConfirmation = (confirmedAt: Date | null, now: Date): boolean => confirmedAt !== null && confirmBy(confirmedAt) <= now;

/** Whatever was confirmed before this waits to be confirmed again. */
export function confirmedBefore(now: Date): Date {
  const limit = new Date(now);
  const day = limit.getUTCDate();
  limit.setUTCMonth(limit.getUTCMonth() - monthsItHolds);
  if (limit.getUTCDate() !== day) limit.setUTCDate(0);
  return limit;
}
