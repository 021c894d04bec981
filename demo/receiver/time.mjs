// Times as people write them and as seconds, without the ways in which Date is lenient.

/** Seconds since 1970 of 2026-11-22T01:17:56Z, or null where there is no such time. @param {string} text */
export const secondsOf = (text) => {
  const seconds = Date.parse(text) / 1000;
  // Date takes the 30th of February for the 2nd of March.
  return !Number.isNaN(seconds) && textOf(seconds) === text ? seconds : null;
};

/** @param {number} seconds */
export const textOf = (seconds) => `${new Date(seconds * 1000).toISOString().slice(0, 19)}Z`;

/** @param {number} seconds */
export const dayOf = (seconds) => textOf(seconds).slice(0, 10);

/** Whether `text`, of the form 2026-11-22, is in the calendar. @param {string} text */
export const isDay = (text) => secondsOf(`${text}T00:00:00Z`) !== null;
