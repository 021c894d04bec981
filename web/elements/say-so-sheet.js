import { html, nothing } from 'lit';
import { SaySoElement } from './shared/element.js';
import { icon } from './shared/icons.js';
import { sheet } from './shared/sheet.js';
import { baseSheets } from './shared/sheets.js';
import { view } from './shared/view.js';
import css from './say-so-sheet.css';

const tabs = /** @type {const} */ (['choices', 'profile', 'why', 'activity']);
/** @typedef {typeof tabs[number]} Tab */

// What a page may style inside the panels, through the sheet.
const parts =
  'body,footer,links,purpose,setting,switch,basis,services,actions,action,question,chip,provenance,tag,proposal,inferred,import,effect,item,sentence,factors,factor,bar,taste,controls,table,changes,move,not-used,event,rights,confirm,error';

/** The element that has the focus, through every shadow root. */
const deepestFocus = () => {
  let element = document.activeElement;
  while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
  return /** @type {HTMLElement | null} */ (element);
};

/**
 * The one dialog: choices, profile, explanations and activity as tabs, over a page that stays in sight.
 *
 * @element say-so-sheet
 * @csspart dialog - the dialog itself
 * @csspart header - title and close
 * @csspart title - what the sheet is called
 * @csspart close - the close button
 * @csspart tabs - the row of tabs
 * @fires say-so-sheet-close - the sheet was closed
 */
export class SaySoSheet extends SaySoElement {
  static properties = {
    ...SaySoElement.properties,
    tab: { state: true },
    detail: { state: true },
  };

  static styles = [...baseSheets, sheet(css)];

  constructor() {
    super();
    /** @type {Tab} */
    this.tab = 'choices';
    /** @type {{item?: string, heading?: string}} */
    this.detail = {};
    this.isAboutPartners = false;
    /** @type {Set<string>} tabs that were shown since the sheet opened: what is typed there stays */
    this.visited = new Set();
    /** @type {HTMLElement | null} */
    this.origin = null;
    /** @type {HTMLElement | undefined} the element that holds the origin, should the origin go */
    this.originHost = undefined;
  }

  get dialog() {
    return /** @type {HTMLDialogElement} */ (this.renderRoot.querySelector('dialog'));
  }

  /**
   * Shows a tab. An unknown one reads as the choices, "partners" as those with all who take part.
   * @param {string} [tab]
   * @param {{item?: string, heading?: string}} [detail] for `why`: the item, and the title of its list
   */
  async open(tab, detail = {}) {
    this.detail = detail;
    this.isAboutPartners = tab === 'partners';
    this.show(tabs.find((name) => name === tab) ?? 'choices');
    await this.updateComplete;
    this.showPicture();
    // The control that led here may be out of sight now.
    if (this.dialog.open) return this.focusOn('[aria-selected=true]');
    this.origin = deepestFocus();
    const root = this.origin?.getRootNode();
    this.originHost = root instanceof ShadowRoot ? /** @type {HTMLElement} */ (root.host) : undefined;
    this.dialog.showModal();
    /** @type {HTMLElement | null} */ (this.renderRoot.querySelector('h2'))?.focus();
  }

  /** A tab that was out of sight draws what changed meanwhile. @param {Map<string, unknown>} change */
  updated(change) {
    const panel = change.has('tab') && this.renderRoot.querySelector(`#panel-${this.tab} > *`);
    if (panel instanceof SaySoElement) panel.changed();
  }

  close() {
    this.dialog.close();
  }

  closed() {
    this.visited.clear();
    this.requestUpdate();
    // An element of ours knows where its control went while the sheet was open.
    const { origin, originHost } = this;
    (originHost instanceof SaySoElement || !origin?.isConnected ? originHost : origin)?.focus();
    this.dispatchEvent(new CustomEvent('say-so-sheet-close', { bubbles: true, composed: true }));
  }

  /** The page draws the item; its node stays in the page's own tree, where the page's styles reach it. */
  showPicture() {
    this.replaceChildren();
    const { item } = this.detail;
    const node = this.tab === 'why' && item ? view.picture?.({ id: item }) : null;
    if (!node) return;
    const holder = document.createElement('span');
    holder.slot = 'picture';
    holder.append(node);
    this.append(holder);
  }

  /** @param {Tab} tab */
  show(tab) {
    this.tab = tab;
    this.visited.add(tab);
    this.dispatchEvent(
      new CustomEvent('say-so-sheet-show', { bubbles: true, composed: true, detail: { tab } }),
    );
  }

  /** @param {KeyboardEvent} event */
  async moveBetweenTabs(event) {
    const rightToLeft = getComputedStyle(this.dialog).direction === 'rtl';
    const index = tabs.indexOf(this.tab);
    const target = {
      ArrowRight: index + (rightToLeft ? -1 : 1),
      ArrowLeft: index + (rightToLeft ? 1 : -1),
      Home: 0,
      End: tabs.length - 1,
    }[event.key];
    if (target === undefined) return;
    event.preventDefault();
    this.show(tabs[(target + tabs.length) % tabs.length]);
    await this.focusOn('[aria-selected=true]');
  }

  render() {
    return html`<dialog
      class="dialog root own"
      part="dialog"
      lang=${this.language}
      dir=${this.direction}
      aria-labelledby="title"
      @close=${this.closed}
      @say-so-sheet-leave=${this.close}
      @say-so-item-select=${this.itemSelected}
    >
      <div part="header">
        <h2 id="title" part="title" tabindex="-1">${this.say('sheet.title', {}, 'Your say')}</h2>
        <button
          part="close"
          type="button"
          aria-label=${this.say('sheet.close', {}, 'Close')}
          @click=${this.close}
        >
          ${icon('close')}
        </button>
      </div>
      <div part="tabs" role="tablist" aria-labelledby="title" @keydown=${this.moveBetweenTabs}>
        ${tabs.map((tab) => this.tabButton(tab))}
      </div>
      ${tabs.map(
        (tab) =>
          html`<div
            class="panel"
            role="tabpanel"
            id="panel-${tab}"
            aria-labelledby="tab-${tab}"
            ?hidden=${tab !== this.tab}
          >
            ${this.visited.has(tab) ? this.panel(tab) : nothing}
          </div>`,
      )}
    </dialog>`;
  }

  /** @param {CustomEvent<{item: string}>} event */
  itemSelected(event) {
    this.detail = { ...this.detail, item: event.detail.item };
    this.showPicture();
  }

  /** @param {Tab} tab */
  tabButton(tab) {
    const label = this.say(`sheet.tab.${tab}`, {}, tab);
    return html`<button
      role="tab"
      type="button"
      id="tab-${tab}"
      data-label=${label}
      aria-selected=${tab === this.tab}
      aria-controls="panel-${tab}"
      tabindex=${tab === this.tab ? 0 : -1}
      @click=${() => this.show(tab)}
    >
      ${label}
    </button>`;
  }

  /** @param {Tab} tab */
  panel(tab) {
    if (tab === 'choices')
      return html`<say-so-consent
        in-sheet
        exportparts=${parts}
        .session=${this.session}
        .isAboutPartners=${this.isAboutPartners}
      ></say-so-consent>`;
    if (tab === 'profile')
      return html`<say-so-profile in-sheet exportparts=${parts} .session=${this.session}></say-so-profile>`;
    if (tab === 'activity')
      return html`<say-so-activity in-sheet exportparts=${parts} .session=${this.session}></say-so-activity>`;
    return html`<say-so-why
      in-sheet
      exportparts=${parts}
      .session=${this.session}
      .item=${this.detail.item ?? ''}
      .heading=${this.detail.heading ?? ''}
      ><slot name="picture" slot=${view.picture ? 'picture' : nothing}></slot
    ></say-so-why>`;
  }
}
