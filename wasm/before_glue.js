// Emscripten's minimal runtime calls WebAssembly.instantiate itself and leaves a refusal unanswered. Inside the glue
// that name is this object: the page's own `instantiate(imports)` starts the module and hears what went wrong.
var WebAssembly = { instantiate: (ignored, imports) => Module['instantiate'](imports) };
