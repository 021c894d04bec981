const kReading = 60_000; // milliseconds in which a browser has read the file

/**
 * Hands a JSON file to the visitor.
 * @param {string} text
 * @param {string} name
 */
export const saveFile = (text, name) => {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([`${text}\n`], { type: 'application/json' }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), kReading);
};
