import { html } from 'lit';
import { SaySoElement } from './element.js';
import { isSet } from './settings.js';
import { panelSheets } from './sheets.js';

/** A panel that is drawn by a file of its own, so that only who opens it loads it. */
export class PanelElement extends SaySoElement {
  static styles = panelSheets;

  /** The file that draws it, and the class in it. @type {[string, string]} */
  static drawnBy = ['', ''];

  async connect() {
    await super.connect();
    if (this.fault) return;
    const { drawnBy } = /** @type {typeof PanelElement} */ (this.constructor);
    await this.borrow(...drawnBy);
    await this.drawing?.load?.();
  }

  /** What stands in the panel. */
  content() {
    if (this.fault || this.drawing === null) return html`<div part="body">${this.failure()}</div>`;
    if (this.words && isSet('hidden')) return html`<div part="body">${this.hiddenNote()}</div>`;
    return this.drawing?.render() ?? html`<div part="body"></div>`;
  }

  render() {
    return html`<div class="root own" lang=${this.language} dir=${this.direction}>
      ${this.content()} ${this.liveRegion}
    </div>`;
  }
}
