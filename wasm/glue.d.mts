/** What Emscripten's glue is to the shell; copied beside each built module, so that its own JavaScript is not checked. */
declare const create: (options: object) => Promise<unknown>;
export default create;
