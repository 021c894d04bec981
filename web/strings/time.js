/**
 * A day as a person says it: day and month, and the year where it is not the current one.
 * @param {string} at ISO 8601 time or day
 * @param {string} now ISO 8601 time
 * @param {string} language
 */
export const dayText = (at, now, language) => {
  const date = new Date(at);
  if (Number.isNaN(date.getTime())) return at;
  /** @type {Intl.DateTimeFormatOptions} */
  const options = { day: 'numeric', month: 'short' };
  if (at.slice(0, 4) !== now.slice(0, 4)) options.year = 'numeric';
  if (at.length === 10) options.timeZone = 'UTC'; // a day has no time zone to move it by
  return new Intl.DateTimeFormat(language, options).format(date);
};

const kUnits = /** @type {const} */ (['year', 'month', 'week', 'day', 'hour', 'minute', 'second']);
const kDuration = /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/;

/**
 * An ISO 8601 duration in words: P13M is "13 months". What is no duration ("session") comes back as it is.
 * @param {string} duration
 * @param {string} language
 */
export const durationText = (duration, language) => {
  const found = kDuration.exec(duration);
  if (!found || found[0].length < 3) return duration;
  const parts = kUnits.flatMap((unit, index) => {
    const amount = found[index + 1];
    if (!amount) return [];
    return [
      new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'long' }).format(Number(amount)),
    ];
  });
  return new Intl.ListFormat(language, { type: 'unit' }).format(parts);
};
