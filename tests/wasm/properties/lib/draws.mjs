// How many cases are drawn, and which.
import { randomInt } from 'node:crypto';

/** @param {number} usual */
export const caseCount = (usual) => Number(process.env.SAY_SO_CASES) || usual;
export const seed = Number(process.env.SAY_SO_SEED) || randomInt(1, 2 ** 31 - 1);
