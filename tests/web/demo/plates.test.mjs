import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { drawingOf, drawings, plate, tintOf } from '../../../demo/plates.js';
import { loadCatalogue } from '../../../demo/shop/catalogue.mjs';
import { svg } from '../../../demo/shop/markup.mjs';

const { products } = loadCatalogue(fileURLToPath(new URL('../../../demo/data/retail', import.meta.url)));
const draw = (product, scope) => String(plate(product, svg, scope));

describe('plates', () => {
  it('draw each product of the shop, whole', () => {
    for (const product of products) {
      const picture = draw(product);
      assert.match(
        picture,
        /^<svg viewBox="0 0 200 200" aria-hidden="true" focusable="false">.*<\/svg>$/s,
        product.name,
      );
      assert.doesNotMatch(picture, /undefined|NaN|null|\[object|style=/, product.name);
      assert.match(tintOf(product), /^[a-f]$/);
    }
  });

  it('are the same for the shop’s product and the widget’s item', () => {
    for (const product of products.slice(0, 300)) {
      const { code, name, category, price } = product;
      const item = { id: code, title: name, url: `/product/${code}`, category, price };
      assert.equal(draw(item), draw(product));
      assert.equal(tintOf(item), tintOf(product));
    }
  });

  it('point only to patterns of their own, told apart by scope', () => {
    for (const product of products) {
      const picture = draw(product, 'x');
      const ids = [...picture.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
      const used = [...picture.matchAll(/url\(#([^)]+)\)/g)].map(([, id]) => id);
      for (const id of used) assert.ok(ids.includes(id), product.name);
      for (const id of ids) assert.ok(id.startsWith('p-') && id.includes('-x-'), id);
    }
  });

  it('differ enough for a shop', () => {
    assert.ok(new Set(products.map(drawingOf)).size > 200);
    const bodies = products.map((product) => draw({ ...product, code: undefined, id: 'same' }));
    assert.ok(new Set(bodies).size > products.length * 0.6);
    const most = Math.max(
      ...Object.keys(drawings).map(
        (name) => products.filter((product) => drawingOf(product) === name).length,
      ),
    );
    assert.ok(most < products.length * 0.04);
  });

  it('never take markup from a name', () => {
    const hostile = {
      code: '"><script>',
      name: '"><script>alert(1)</script> letter <',
      category: '<b>',
      tags: {},
    };
    assert.doesNotMatch(draw(hostile), /<script|<b>/);
  });
});
