// Few rules, each about what a reader or a strict page would suffer from; formatting is prettier's.
const unsafe = [
  {
    selector: 'MemberExpression[property.name=/^(innerHTML|outerHTML|insertAdjacentHTML)$/]',
    message: 'Text is data: build nodes instead.',
  },
  { selector: 'CallExpression[callee.name="eval"]', message: 'No dynamic execution: pages refuse it.' },
  { selector: 'NewExpression[callee.name="Function"]', message: 'No dynamic execution: pages refuse it.' },
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
  { files: ['web/**/*.js', 'demo/**/*.js'], rules: { 'no-restricted-syntax': ['error', ...unsafe] } },
];
