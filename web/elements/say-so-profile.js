import { html } from 'lit';
import { SaySoElement } from './shared/element.js';
import { panelSheets } from './shared/sheets.js';

/** @import {Profile} from './profile.js' */

/**
 * What the consumer tells about themselves: asked, answered, shown with its source, and erased, all on the device.
 * An answer is kept the moment it is given; that act is the consent for its purpose, and the session records it so.
 *
 * @element say-so-profile
 * @csspart question - one question
 * @csspart chip - one possible answer
 * @csspart provenance - where an answer comes from and how long it is kept
 * @csspart tag - the source as a word and a shape
 * @csspart effect - what an erasure did, with its undo
 */
export class SaySoProfile extends SaySoElement {
  static styles = panelSheets;

  async connect() {
    await super.connect();
    if (this.fault) return;
    await this.borrow('profile.js', 'Profile');
    await /** @type {Profile | null | undefined} */ (this.drawing)?.load();
  }

  render() {
    return html`<div class="root own" lang=${this.language} dir=${this.direction}>
      ${
        this.fault || this.drawing === null
          ? html`<div part="body">${this.failure()}</div>`
          : (this.drawing?.render() ?? html`<div part="body"></div>`)
      }
      ${this.liveRegion}
    </div>`;
  }
}
