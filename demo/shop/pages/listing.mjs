import { page } from '../layout.mjs';
import { html } from '../markup.mjs';
import { crumbs, grid, pageOf, pageSize, paging, shelf } from '../parts.mjs';

/** @import {Category, Department, Product} from '../catalogue.mjs' */
/** @import {Visit} from '../visit.mjs' */

/**
 * @param {Visit} visit
 * @param {{title: string, note: unknown, trail: [string, string][], kinds?: Category[], products: Product[]}} list
 */
const listing = (visit, { title, note, trail, kinds = [], products }) => {
  const { words, path } = visit;
  const place = pageOf(visit, products.length);
  const shownPage = place.page > 1 ? `, ${words.say('page', place)}` : '';
  return page(visit, {
    title: title + shownPage,
    main: html`${crumbs(visit, trail)}
      <h1>${title}</h1>
      <p class="lead">${words.say('gifts', { count: products.length })}. ${note}</p>
      ${
        kinds.length > 1
          ? html`<nav class="chips" aria-label="${words.say('kinds')}">
              <ul>
                ${kinds.map(
                  (kind) =>
                    html`<li>
                      <a
                        href="/category/${kind.slug}"
                        ${path === `/category/${kind.slug}` ? html` aria-current="page"` : ''}
                        >${words.name(kind.name)}</a
                      >
                    </li>`,
                )}
              </ul>
            </nav>`
          : ''
      }
      <h2 class="unseen">${words.say('pages')}: ${words.say('page', place)}</h2>
      ${grid(visit, products.slice(place.from, place.from + pageSize))}${paging(visit, place)}`,
  });
};

/** @param {Visit} visit @param {Category} category */
export const categoryPage = (visit, category) => {
  const department = visit.catalogue.departments.find(({ name }) => name === category.department);
  return listing(visit, {
    title: visit.words.name(category.name),
    note: visit.words.say('sortedBy'),
    trail:
      department && department.categories.length > 1
        ? [[`/department/${department.slug}`, visit.words.name(department.name)]]
        : [],
    kinds: department?.categories,
    products: category.products,
  });
};

/** @param {Visit} visit @param {Department} department */
export const departmentPage = (visit, department) =>
  listing(visit, {
    title: visit.words.name(department.name),
    note: visit.words.say('sortedBy'),
    trail: [],
    kinds: department.categories,
    products: department.categories.flatMap(({ products }) => products).sort((a, b) => b.orders - a.orders),
  });

/** @param {Visit} visit */
export const newPage = (visit) =>
  listing(visit, {
    title: visit.words.say('newTitle'),
    note: `${visit.words.say('newText')} ${visit.words.say('sortedNew')}`,
    trail: [],
    products: visit.catalogue.arrivals,
  });

/** @param {Visit} visit */
export const searchPage = (visit) => {
  const { words, catalogue, query = '', find } = visit;
  const found = find(query);
  const place = pageOf(visit, found.length);
  const title = !query
    ? words.say('searchTitle')
    : words.say(found.length === 0 ? 'searchNone' : found.length === 1 ? 'searchOne' : 'searchResults', {
        count: found.length,
        query,
      });
  const hint = !query ? words.say('searchEmpty') : found.length ? '' : words.say('searchNoneHelp');
  return page(visit, {
    title,
    main: html`<h1 class="spaced">${title}</h1>
      ${hint ? html`<p class="lead">${hint}</p>` : ''}
      ${
        found.length
          ? html`<h2 class="unseen">${words.say('page', place)}</h2>
              ${grid(visit, found.slice(place.from, place.from + pageSize))}${paging(visit, place)}`
          : shelf(visit, { title: words.say('searchTry'), products: catalogue.popular.slice(0, 8) })
      }`,
  });
};
