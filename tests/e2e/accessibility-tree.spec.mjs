// What each surface is to who does not see it: roles, names and states, as a browser tells them to assistive technology.
import { expect, test } from './lib/shop.mjs';

test('the first layer is a dialog named by its question, with answers of equal kind', async ({ visitor }) => {
  await visitor.open('/');
  await expect(visitor.page.locator('say-so-first-layer')).toMatchAriaSnapshot(`
    - dialog "Can we use what you do here?":
      - heading "Can we use what you do here?" [level=2]
      - paragraph: /.+ would like to .+/
      - button "Accept all"
      - button "Reject all"
      - button "Choose"
      - button "See the 7 partners"
      - link "Privacy notice"
  `);
});

test('a list is a region named by its title, its controls are groups with names', async ({ visitor }) => {
  await visitor.visitWithHistory('85099B');
  await expect(visitor.slate).toMatchAriaSnapshot(`
    - region "For you":
      - heading "For you" [level=2]
      - paragraph: /From 1 thing you looked at/
      - radiogroup "Personal picks":
        - radio "Off"
        - radio "Some"
        - radio "Full" [checked]
      - radiogroup "Variety":
        - radio "Alike" [checked]
        - radio "Balanced"
        - radio "Mixed"
      - switch "One surprise"
      - group "Price":
        - spinbutton "Lowest price"
        - spinbutton "Highest price"
      - paragraph: /\\d+ kinds in 8 items/
      - list:
        - listitem:
          - heading [level=3]:
            - link
          - button /^Why\\? .+/
          - paragraph: /You looked at/
  `);
});

test('the sheet is one dialog of four tabs; in the choices each switch says what it is, and why it is so', async ({
  visitor,
}) => {
  await visitor.open('/');
  await visitor.rejectAll();
  await visitor.openChoices();
  await expect(visitor.page.locator('say-so-sheet')).toMatchAriaSnapshot(`
    - dialog "Your say":
      - heading "Your say" [level=2]
      - button "Close"
      - tablist "Your say":
        - tab "Choices" [selected]
        - tab "My profile"
        - tab "Why these?"
        - tab "Activity"
      - tabpanel "Choices"
  `);
  await expect(visitor.page.locator('say-so-consent .root')).toMatchAriaSnapshot(`
    - list:
      - listitem:
        - heading [level=3]
    - list:
      - listitem:
        - heading "Quiet" [level=3]
        - switch "Quiet"
    - button "Save choices"
    - button "Reject all"
    - button "Accept all"
    - status
  `);
  const analytics = visitor.sheet.getByRole('switch', { name: 'Counting visits' });
  await expect(analytics).toHaveAccessibleDescription(/^Off:? you rejected this on/i);
});

test('a question of the profile is a named group; its answer, source and erasure follow', async ({
  visitor,
}) => {
  await visitor.open('/');
  await visitor.rejectAll();
  await visitor.page.evaluate(() => globalThis.sayso.open('profile'));
  const panel = visitor.sheet.getByRole('tabpanel', { name: 'My profile' });
  await panel.getByRole('checkbox').first().check();
  await expect(panel.getByRole('button', { name: /^Erase: / }).first()).toBeVisible();
  for (const group of await panel.getByRole('group').all())
    expect(
      await group.evaluate(
        (node) => node.getRootNode().getElementById(node.getAttribute('aria-labelledby'))?.textContent,
      ),
    ).toMatch(/\S/);
});

test('a reason is a sentence, a named list of what counts, and controls that say on what they act', async ({
  visitor,
}) => {
  await visitor.visitWithHistory('85099B');
  await visitor.slate.locator('[part=why]').first().click();
  await expect(visitor.page.locator('say-so-why .root')).toMatchAriaSnapshot(`
    - heading [level=3]
    - paragraph: /Because you looked at .+/
    - 'button /^More like this: .+/'
    - 'button /^Less like this: .+/'
    - list "What counts":
      - listitem:
        - 'button /^Forget this: You looked at .+/'
    - button "All the numbers"
    - button "Hide reasons"
    - button "Show the list without my data"
    - status
  `);
});

test('activity is days of events, rights that open, and two ends', async ({ visitor }) => {
  await visitor.visitWithHistory('85099B');
  await visitor.page.evaluate(() => globalThis.sayso.open('activity'));
  await expect(visitor.page.locator('say-so-activity .root')).toMatchAriaSnapshot(`
    - heading /Today/ [level=3]
    - list:
      - listitem
      - listitem
    - button "Download everything"
    - button "Erase everything"
    - status
  `);
});
