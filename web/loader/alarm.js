/** A timer holds at most 24 days, and stands still while the machine sleeps: it looks at the clock at least hourly. */
const kLongest = 3_600_000;

/**
 * Rings once a moment has come; one moment at a time.
 * @param {() => void} ring
 * @returns {(moment?: string) => void} sets the moment, or none
 */
export const createAlarm = (ring) => {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  /** @param {string} [moment] */
  const set = (moment) => {
    clearTimeout(timer);
    if (!moment) return;
    const left = () => Date.parse(moment) - Date.now();
    timer = setTimeout(() => (left() > 0 ? set(moment) : ring()), Math.min(left(), kLongest));
  };
  return set;
};
