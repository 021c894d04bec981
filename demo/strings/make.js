/** @param {string} tag @param {...(Node | string)} children */
export const make = (tag, ...children) => {
  const element = document.createElement(tag);
  element.append(...children);
  return element;
};

/** @param {(Node | string)[]} items */
export const list = (items) => make('ul', ...items.map((item) => make('li', item)));

/**
 * A table that may be wider than the page: it scrolls by itself.
 * @param {string} caption @param {string[]} heads @param {(Node | string)[][]} rows the first of each row is its head
 */
export const table = (caption, heads, rows) => {
  const headCells = heads.map((head) => {
    const cell = make('th', head);
    cell.setAttribute('scope', 'col');
    return cell;
  });
  const body = rows.map(([first, ...rest]) => {
    const cell = make('th', first);
    cell.setAttribute('scope', 'row');
    return make('tr', cell, ...rest.map((each) => make('td', each)));
  });
  const made = make(
    'table',
    make('caption', caption),
    make('thead', make('tr', ...headCells)),
    make('tbody', ...body),
  );
  const frame = make('div', made);
  frame.className = 'scrolls';
  frame.tabIndex = 0;
  frame.setAttribute('role', 'region');
  frame.setAttribute('aria-label', caption);
  return frame;
};
