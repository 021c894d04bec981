// The glue of the larger ranking module, for models of rows: trees, linear and additive.
export { default as create } from '../../build/wasm/explain_rows.mjs';
