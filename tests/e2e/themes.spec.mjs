// The ready themes as they are rendered, and what the visitor's own settings make of the widget.
import { lintSurface } from './lib/lint/surface.mjs';
import { expect, test } from './lib/shop.mjs';

const kThemes = ['fern', 'ink', 'plum', 'harbour'];

/** Width, height, letters and colours of every answer of a surface. Runs in the page. */
const answersOf = (host) => {
  const found = [];
  const walk = (root) => {
    for (const element of root.querySelectorAll('*')) {
      if (element.matches('[part=action]') && element.checkVisibility()) found.push(element);
      if (element.shadowRoot) walk(element.shadowRoot);
    }
  };
  walk(document.querySelector(host).shadowRoot);
  return found.map((element) => {
    const { width, height } = element.getBoundingClientRect();
    const style = getComputedStyle(element);
    return [
      Math.round(width),
      Math.round(height),
      ...[
        'fontFamily',
        'fontSize',
        'fontWeight',
        'color',
        'backgroundColor',
        'border',
        'boxShadow',
        'opacity',
      ].map((name) => style[name]),
    ].join(' | ');
  });
};

const expectEqualAnswers = async (visitor, host) => {
  const answers = await visitor.page.evaluate(answersOf, host);
  expect(answers.length).toBeGreaterThan(1);
  expect(new Set(answers).size, answers.join('\n')).toBe(1);
  return answers[0];
};

const openChoices = async (visitor) => {
  await visitor.firstLayer.getByRole('button', { name: 'Choose' }).click();
  await expect(visitor.sheet.getByRole('switch').first()).toBeVisible();
};

for (const colorScheme of ['light', 'dark']) {
  test.describe(colorScheme, () => {
    test.use({ media: { colorScheme } });
    for (const theme of kThemes) {
      test(`${theme}: accept and reject are equal, and all can be read`, async ({ visitor }) => {
        await visitor.open(`/delivery?theme=${theme}`);
        await expect(visitor.firstLayer).toBeVisible();
        await expectEqualAnswers(visitor, 'say-so-first-layer');
        expect.soft(await lintSurface(visitor.page)).toEqual([]);
        await openChoices(visitor);
        expect.soft(await lintSurface(visitor.page)).toEqual([]);
        await expectEqualAnswers(visitor, 'say-so-sheet');
        expect.soft(await visitor.axe()).toEqual([]);
      });
    }
  });
}

test('each theme looks like itself', async ({ visitor }) => {
  const looks = [];
  for (const theme of kThemes) {
    await visitor.open(`/delivery?theme=${theme}`);
    await expect(visitor.firstLayer).toBeVisible();
    looks.push(await expectEqualAnswers(visitor, 'say-so-first-layer'));
  }
  expect(new Set(looks).size).toBe(kThemes.length);
});

/** Text that lies over other text, that is cut, or that leaves the window. Runs in the page. */
const inPage = (host) => {
  const problems = [];
  const texts = [];
  const walk = (root) => {
    for (const element of root.querySelectorAll('*')) {
      if (element.shadowRoot) walk(element.shadowRoot);
      if (!element.checkVisibility({ visibilityProperty: true }) || element.closest('.unseen, .covered'))
        continue;
      const { overflowX } = getComputedStyle(element);
      if (
        /hidden|clip/.test(overflowX) &&
        element.clientWidth > 1 &&
        element.scrollWidth > element.clientWidth + 1
      )
        problems.push(
          `${element.localName}[part=${element.part}] cuts ${element.scrollWidth - element.clientWidth} px`,
        );
      for (const node of element.childNodes) {
        if (node.nodeType !== 3 || !node.data.trim()) continue;
        const range = document.createRange();
        range.selectNodeContents(node);
        for (const rect of range.getClientRects())
          if (rect.width > 1) texts.push({ said: node.data.trim().slice(0, 20), node, rect });
      }
    }
  };
  walk(document.querySelector(host).shadowRoot);
  for (const { said, rect } of texts)
    if (rect.left < -1 || rect.right > innerWidth + 1)
      problems.push(`“${said}” reaches from ${Math.round(rect.left)} to ${Math.round(rect.right)}`);
  const share = (a, b) =>
    Math.max(0, Math.min(a.right, b.right) - Math.max(a.left, b.left)) *
    Math.max(0, Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top));
  texts.forEach((one, index) => {
    for (const other of texts.slice(index + 1)) {
      const isFootOverBody = one.node.getRootNode() === other.node.getRootNode() && isScrolled(one, other);
      // Lines of one text come close where letters have tails.
      if (one.node !== other.node && !isFootOverBody && share(one.rect, other.rect) > 12)
        problems.push(`“${one.said}” lies over “${other.said}”`);
    }
  });
  /** What a body scrolls out of sight lies under its foot. */
  function isScrolled(...some) {
    return some.some(({ node, rect }) => {
      const scroller = node.parentElement.closest('[part=body], [part=text]')?.getBoundingClientRect();
      return scroller && (rect.top < scroller.top - 1 || rect.bottom > scroller.bottom + 1);
    });
  }
  return problems;
};

test('text of twice the size is nowhere cut and nowhere lies over other text, at 320 px', async ({
  visitor,
}) => {
  const { page } = visitor;
  await page.setViewportSize({ width: 320, height: 720 });
  await visitor.open('/delivery');
  await page.evaluate(() => void (document.documentElement.style.fontSize = '200%'));
  await expect(visitor.firstLayer).toBeVisible();
  expect.soft(await page.evaluate(inPage, 'say-so-first-layer')).toEqual([]);
  await openChoices(visitor);
  const tabs = {
    Choices: 'Counting visits',
    'My profile': 'Why we ask',
    'Why these?': 'Choose an item',
    Activity: 'What you chose',
  };
  for (const [tab, said] of Object.entries(tabs)) {
    await visitor.sheet.getByRole('tab', { name: tab }).click();
    await expect(visitor.sheet.getByText(said).first()).toBeVisible();
    expect.soft(await page.evaluate(inPage, 'say-so-sheet'), tab).toEqual([]);
  }
});

test.describe('more contrast', () => {
  test.use({ media: { contrast: 'more' } });
  test('lesser words are as dark as others, and answers have an edge', async ({ visitor }) => {
    await visitor.open('/delivery');
    await expect(visitor.firstLayer).toBeVisible();
    const [text, links, edge] = await visitor.firstLayer.evaluate((layer) => [
      getComputedStyle(layer).color,
      getComputedStyle(layer.querySelector('[part=links]')).color,
      getComputedStyle(layer.querySelector('[part=action]')).borderTopColor,
    ]);
    expect(links).toBe(text);
    expect(edge).toBe(text);
    await openChoices(visitor);
    const [words, answer] = await visitor.sheet.evaluate((sheet) => [
      getComputedStyle(sheet).color,
      getComputedStyle(sheet.querySelector('say-so-consent').shadowRoot.querySelector('[part=action]'))
        .borderTopColor,
    ]);
    expect(answer).toBe(words);
  });
});

test.describe('forced colours', () => {
  test.use({ media: { forcedColors: 'active' } });
  test('answers keep a border, and what is on shows without colour of ours', async ({ visitor }) => {
    await visitor.open('/delivery?theme=plum');
    await expect(visitor.firstLayer).toBeVisible();
    const [border, ground] = await visitor.firstLayer.evaluate((layer) => {
      const style = getComputedStyle(layer.querySelector('[part=action]'));
      return [`${style.borderTopStyle} ${style.borderTopColor}`, style.backgroundColor];
    });
    expect(border).toMatch(/^solid /);
    expect(border).not.toContain(ground);
    expect(ground).not.toBe('rgb(243, 217, 230)');
  });
});

test.describe('less motion', () => {
  test.use({ media: { reducedMotion: 'reduce' } });
  test('the sheet comes at once, whatever a theme asks for', async ({ visitor }) => {
    await visitor.open('/delivery?theme=fern');
    await openChoices(visitor);
    expect(await visitor.sheet.evaluate((sheet) => getComputedStyle(sheet).transitionDuration)).toMatch(
      /^0s(, 0s)*$/,
    );
  });
});
