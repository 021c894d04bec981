/** @import {Variety} from '../../engine/types.js' */

/**
 * What the elements of one page share and nobody stores: what the consumer asked of the lists, and how the page draws an
 * item.
 */
class View extends EventTarget {
  /**
   * What a list is asked for with: with or without the consumer's data, and how varied. Where they asked for nothing, the
   * site's config holds.
   * @type {{personalized: boolean, variety?: Variety, serendipity?: boolean}}
   */
  controls = { personalized: true };

  /** @type {((item: {id: string}) => Node | null) | undefined} */
  picture;

  /** @param {Partial<View['controls']>} wishes */
  wish(wishes) {
    Object.assign(this.controls, wishes);
    this.dispatchEvent(new Event('change'));
  }
}

export const view = new View();
