import { html } from 'lit';
import { SaySoElement } from './shared/element.js';
import { panelSheets } from './shared/sheets.js';

/**
 * What was chosen, what is kept and used, the visitor's rights, and taking all of it along or away.
 *
 * @element say-so-activity
 * @csspart event - one thing that happened
 * @csspart chip - what is shown
 * @csspart rights - what may be asked, and of whom
 * @csspart effect - what an erasure did
 */
export class SaySoActivity extends SaySoElement {
  static styles = panelSheets;

  async connect() {
    await super.connect();
    if (!this.fault) await this.borrow('activity.js', 'Activity');
  }

  render() {
    return html`<div class="root" lang=${this.language} dir=${this.direction}>
      ${
        this.fault || this.drawing === null
          ? html`<div part="body">${this.failure()}</div>`
          : (this.drawing?.render() ?? html`<div part="body"></div>`)
      }
      ${this.liveRegion}
    </div>`;
  }
}
