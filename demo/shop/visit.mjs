/**
 * All that a page may know of the request it answers.
 */
import { readBasket } from './basket.mjs';
import { cookiesOf } from './http.mjs';
import { places, themes } from './layout.mjs';
import { wordsFor } from './words.mjs';

/** @import {IncomingMessage} from 'node:http' */
/** @import {Catalogue, Product} from './catalogue.mjs' */

/**
 * @param {IncomingMessage} request
 * @param {string} path decoded
 * @param {URL} url
 * @param {{catalogue: Catalogue, find: (query: string) => Product[], reports?: string, integrityOf: (file: string) => string}} shop
 */
export const createVisit = (request, path, url, { catalogue, find, reports, integrityOf }) => {
  const cookies = cookiesOf(request);
  return {
    words: wordsFor(cookies['ff-lang']),
    theme: themes.find((name) => name === url.searchParams.get('theme')) ?? '',
    place: places.find(([code]) => code === cookies['ff-view-as'])?.[0] ?? '',
    path,
    search: url.search,
    parameters: url.searchParams,
    query: path === '/search' ? (url.searchParams.get('q') ?? '').trim().slice(0, 80) : undefined,
    basket: readBasket(cookies['ff-basket'], catalogue),
    ordered: readBasket(cookies['ff-order'], catalogue),
    catalogue,
    find,
    integrityOf,
    /** whether this store asks for statistics */
    asks: reports !== undefined,
    /** how many pictures this page has drawn so far */
    drawings: 0,
  };
};

/** @typedef {ReturnType<typeof createVisit>} Visit */
