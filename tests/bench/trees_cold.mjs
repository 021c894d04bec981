// node trees_cold.mjs MODULE MODEL ROWS: milliseconds of the first page in a process that has run nothing before.
import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { coldPage, kPage } from './trees_work.mjs';

const root = new URL('../../', import.meta.url);
const [module, model, rows] = process.argv.slice(2);
const features = JSON.parse(readFileSync(model, 'utf8')).learner.learner_model_param.num_feature;
const milliseconds = await coldPage({
  module,
  bytes: (path) => readFile(new URL(path, root)),
  root: root.href,
  model: readFileSync(model, 'utf8'),
  page: readFileSync(rows)
    .subarray(0, kPage * features * 4)
    .toString('base64'),
});
console.log(milliseconds);
