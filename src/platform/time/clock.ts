/** The one place that reads the clock; a test passes its own. */
export type Clock = () => Date;
export const systemClock: Clock = () => new Date();
