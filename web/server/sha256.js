// SHA-256 (FIPS 180-4), as small as it goes: Node and the edges share no synchronous one.

/** @type {number[]} the first 64 primes */
const primes = [];
for (let n = 2; primes.length < 64; n++) if (primes.every((prime) => n % prime)) primes.push(n);

/** The first 32 bits of the fractions of their roots. @param {number} power */
const fractions = (power) => primes.map((prime) => ((prime ** power % 1) * 2 ** 32) | 0);
const kRound = fractions(1 / 3);

/** A word turned by each of three numbers of bits. @param {number} word @param {...number} by */
const turned = (word, ...by) => by.reduce((sum, n) => sum ^ ((word >>> n) | (word << (32 - n))), 0);

/** @param {string} text ASCII @returns {number[]} 32 bytes */
export const sha256 = (text) => {
  const size = (((text.length + 8) >> 6) + 1) * 16;
  const words = new Int32Array(size);
  for (let i = 0; i <= text.length; i++) words[i >> 2] |= (text.charCodeAt(i) || 0x80) << (24 - (i % 4) * 8);
  words[size - 1] = text.length * 8;
  const hash = new Int32Array(fractions(1 / 2).slice(0, 8));
  const w = new Int32Array(64);
  for (let block = 0; block < size; block += 16) {
    let state = [...hash];
    for (let i = 0; i < 64; i++) {
      const [a, b, c, d, e, f, g, h] = state;
      const far = w[i - 15];
      const near = w[i - 2];
      w[i] =
        i < 16
          ? words[block + i]
          : w[i - 16] +
            w[i - 7] +
            (turned(far, 7, 18) ^ (far >>> 3)) +
            (turned(near, 17, 19) ^ (near >>> 10));
      const one = h + turned(e, 6, 11, 25) + ((e & f) ^ (~e & g)) + kRound[i] + w[i];
      const two = turned(a, 2, 13, 22) + ((a & b) ^ (a & c) ^ (b & c));
      state = [(one + two) | 0, a, b, c, (d + one) | 0, e, f, g];
    }
    state.forEach((word, i) => (hash[i] += word));
  }
  return [...hash].flatMap((word) => [24, 16, 8, 0].map((by) => (word >> by) & 255));
};
