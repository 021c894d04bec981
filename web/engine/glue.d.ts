/** The glue before it is built. */
declare module '*/build/wasm/consent.mjs' {
  const create: (options: object) => Promise<unknown>;
  export default create;
}
declare module '*/build/wasm/explain.mjs' {
  const create: (options: object) => Promise<unknown>;
  export default create;
}
declare module '*/build/wasm/iab.mjs' {
  const create: (options: object) => Promise<unknown>;
  export default create;
}
declare module '*/build/wasm/what_if.mjs' {
  const create: (options: object) => Promise<unknown>;
  export default create;
}
declare module '*/build/wasm/explain_rows.mjs' {
  const create: (options: object) => Promise<unknown>;
  export default create;
}
declare module '*/build/wasm/profile_core.mjs' {
  const create: (options: object) => Promise<unknown>;
  export default create;
}
declare module '*/build/wasm/privacy_core.mjs' {
  const create: (options: object) => Promise<unknown>;
  export default create;
}
declare module '*/build/wasm/review.mjs' {
  const create: (options: object) => Promise<unknown>;
  export default create;
}
