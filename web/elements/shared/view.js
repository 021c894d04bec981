/**
 * What the elements of one page share and nobody stores: whether the consumer asked for the lists without their data,
 * and how the page draws an item.
 */
class View extends EventTarget {
  #personalized = true;

  /** @type {((item: {id: string}) => Node | null) | undefined} */
  picture;

  get personalized() {
    return this.#personalized;
  }

  set personalized(value) {
    if (value === this.#personalized) return;
    this.#personalized = value;
    this.dispatchEvent(new Event('change'));
  }
}

export const view = new View();
