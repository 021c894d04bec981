// Few rules, each about what a reader or a strict page would suffer from; formatting is prettier's.
const kMarkup =
  '/^(innerHTML|outerHTML|insertAdjacentHTML|setHTMLUnsafe|createContextualFragment|parseFromString|srcdoc)$/';
const kAsText = 'Text is data: build nodes instead.';
const kNoExecution = 'No dynamic execution: pages refuse it.';
const kNoAttribute =
  'A strict page refuses handlers and styles in attributes: add a listener, set a property.';
/** An attribute as markup has it: after a name or another attribute, with its sign of equality. */
const kRefused = '/(^|[\\s"\'])(style|on[a-z]+)\\s*=\\s*(["\'\\w]|$)/i';

const unsafe = [
  { selector: `MemberExpression[computed=false][property.name=${kMarkup}]`, message: kAsText },
  { selector: `MemberExpression[computed=true][property.value=${kMarkup}]`, message: kAsText },
  {
    selector: 'CallExpression[callee.object.name="document"][callee.property.name=/^(write|writeln)$/]',
    message: kAsText,
  },
  { selector: 'ImportDeclaration[source.value=/unsafe-(html|svg|static)/]', message: kAsText },
  {
    selector: ':matches(CallExpression, NewExpression)[callee.name=/^(eval|Function)$/]',
    message: kNoExecution,
  },
  { selector: 'MemberExpression[property.name="eval"]', message: kNoExecution },
  {
    selector:
      'CallExpression[callee.name=/^(setTimeout|setInterval)$/][arguments.0.type=/^(Literal|TemplateLiteral)$/]',
    message: kNoExecution,
  },
  { selector: `TemplateElement[value.raw=${kRefused}]`, message: kNoAttribute },
  { selector: `Literal[value=/<\\w[^>]*\\s(style|on[a-z]+)\\s*=/i]`, message: kNoAttribute },
  {
    selector: 'CallExpression[callee.property.name="setAttribute"][arguments.0.value=/^(style|on[a-z]+)$/i]',
    message: kNoAttribute,
  },
  {
    selector: 'CallExpression[callee.object.name="Math"][callee.property.name="random"]',
    message: 'Use the platform’s cryptographic source.',
  },
];

export default [
  // before_glue.js is no module: it shadows a name for the script that Emscripten puts behind it.
  { ignores: ['build/', 'dist/', 'demo/dist/', 'node_modules/', 'test-results/', 'wasm/before_glue.js'] },
  {
    files: ['**/*.{js,mjs}'],
    languageOptions: { ecmaVersion: 2025, sourceType: 'module' },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      'no-unused-vars': ['error', { argsIgnorePattern: '^_', caughtErrors: 'none' }],
      'no-unreachable': 'error',
      'no-var': 'error',
      'prefer-const': 'error',
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-constant-condition': 'error',
      'no-dupe-keys': 'error',
      'no-self-assign': 'error',
      'no-shadow-restricted-names': 'error',
    },
  },
  {
    files: ['web/**/*.{js,mjs}', 'demo/**/*.{js,mjs}'],
    rules: { 'no-restricted-syntax': ['error', ...unsafe] },
  },
];
