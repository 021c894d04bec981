// A shop of 100,000 products with random numbers: what counts here is how many there are.

const kItems = 100_000;
const kBought = 65_536; // that EASE knows
const kNeighbours = 60;
const kTrees = 100;
const kDepth = 6;
const kCategories = 40;
const kColours = ['red', 'blue', 'green', 'white', 'black'];

/** The same numbers in every run. */
const random = (() => {
  let state = 12345;
  return () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32;
})();

const below = (bound) => Math.floor(random() * bound);
const base64 = (array) => Buffer.from(array.buffer).toString('base64');
const idOf = (item) => `item-${item}`;

const popularity = () => ({
  id: 'popularity',
  weight: 0.05,
  model: { kind: 'popularity', score: base64(Float32Array.from({ length: kItems }, random)) },
});

const stated = () => ({
  id: 'stated',
  weight: 1,
  model: {
    kind: 'stated-match',
    match: [
      { signal: 'interest.category', field: 'category', weight: 0.1 },
      { signal: 'interest.colour', field: 'tag:colour', weight: 0.05 },
      { signal: 'interest.price', field: 'price', weight: 0.05 },
    ],
  },
});

/** Different neighbours of each item: they lie at a stride that is odd, so that none comes twice. */
const ease = () => {
  const index = new Uint16Array(kBought * kNeighbours);
  for (let item = 0; item < kBought; item++) {
    const stride = 2 * below(kBought / 2) + 1;
    for (let place = 0; place < kNeighbours; place++)
      index[item * kNeighbours + place] = (item + stride * (place + 1)) % kBought;
  }
  return {
    id: 'ease',
    weight: 1,
    model: {
      kind: 'ease',
      items: Array.from({ length: kBought }, (_, item) => idOf(item)),
      signals: { bought: 1, viewed: 0.7 },
      neighbours: kNeighbours,
      index: base64(index),
      value: base64(Uint8Array.from(index, () => 1 + below(255))),
      scale: base64(new Float32Array(kBought).fill(0.001)),
    },
  };
};

const sources = {
  price: { item: 'price' },
  often: { item: 'popularity' },
  red: { item: 'tag:colour', is: 'red' },
  views: { signal: 'viewed', count: 'category' },
  colours: { signal: 'viewed', count: 'tag:colour' },
  seen: { signal: 'viewed', count: 'all' },
  likes: { signal: 'interest.category', match: 'category' },
  budget: { signal: 'interest.price', match: 'price' },
};
const names = Object.keys(sources);

const linear = () => ({
  id: 'linear',
  weight: 0.1,
  sources,
  model: {
    kind: 'linear',
    features: names,
    coef: names.map(() => random() - 0.5),
    intercept: 0,
    background_mean: names.map(random),
  },
});

/** A full tree as XGBoost writes it. */
const tree = () => {
  const nodes = 2 ** (kDepth + 1) - 1;
  const inner = 2 ** kDepth - 1;
  const each = (make) => Array.from({ length: nodes }, (_, node) => make(node, node < inner));
  return {
    tree_param: { num_nodes: `${nodes}`, num_feature: `${names.length}`, size_leaf_vector: '1' },
    left_children: each((node, isInner) => (isInner ? 2 * node + 1 : -1)),
    right_children: each((node, isInner) => (isInner ? 2 * node + 2 : -1)),
    parents: each((node) => (node ? (node - 1) >> 1 : 2147483647)),
    split_indices: each(() => below(names.length)),
    split_conditions: each((_, isInner) => Math.fround(isInner ? random() * 3 : random() / 100)),
    split_type: each(() => 0),
    default_left: each(() => below(2)),
    sum_hessian: each((node) => 1000 / 2 ** Math.floor(Math.log2(node + 1))),
    base_weights: each(() => 0),
    loss_changes: each(() => 0),
    categories: [],
    categories_nodes: [],
    categories_segments: [],
    categories_sizes: [],
    id: 0,
  };
};

const trees = () => ({
  id: 'trees',
  weight: 1,
  candidates: 500,
  sources,
  model: {
    version: [1, 7, 4],
    learner: {
      feature_names: names,
      feature_types: names.map(() => 'float'),
      learner_model_param: {
        base_score: '5E-1',
        num_class: '0',
        num_feature: `${names.length}`,
        num_target: '1',
      },
      objective: { name: 'rank:pairwise' },
      gradient_booster: {
        name: 'gbtree',
        model: {
          gbtree_model_param: { num_trees: `${kTrees}`, num_parallel_tree: '1', size_leaf_vector: '0' },
          tree_info: new Array(kTrees).fill(0),
          trees: Array.from({ length: kTrees }, tree),
        },
      },
    },
  },
});

const items = () =>
  Array.from({ length: kItems }, (_, item) => ({
    id: idOf(item),
    title: `Product number ${item}`,
    url: `/product/${item}`,
    category: `Category ${below(kCategories)}`,
    tags: [`colour:${kColours[below(kColours.length)]}`],
    price: below(20_000) / 100,
  }));

/** The files of the shop as text, with trees or without. @param {{withTrees: boolean}} options */
export const largeShop = ({ withTrees }) => ({
  catalog: JSON.stringify({ schema: 'say-so-catalog/1', currency: 'GBP', items: items() }),
  model: JSON.stringify({
    schema: 'say-so-model/1',
    kind: 'blend',
    items: Array.from({ length: kItems }, (_, item) => idOf(item)),
    parts: [popularity(), stated(), ease(), linear(), ...(withTrees ? [trees()] : [])],
  }),
});

/** What a visitor of it has stated and viewed. @param {string} at */
export const visitOfLargeShop = (at) => ({
  profile: {
    schema: 'say-so-profile/1',
    attributes: [
      { signal: 'interest.category', value: ['Category 3', 'Category 5'], at },
      { signal: 'interest.colour', value: ['red'], at },
      { signal: 'interest.price', value: { min: 10, max: 60 }, at },
    ],
  },
  signals: {
    schema: 'say-so-signals/1',
    entries: Array.from({ length: 50 }, (_, each) => ({ signal: 'viewed', of: idOf(each * 1301), at })),
  },
});
