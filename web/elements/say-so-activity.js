import { html } from 'lit';
import { report } from '../engine/errors.js';
import { SaySoElement } from './shared/element.js';
import { panelSheets } from './shared/sheets.js';

/** @import {Activity} from './activity.js' */

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

  constructor() {
    super();
    /** What draws it; null: it could not be loaded. @type {Activity | null | undefined} */
    this.activity = undefined;
  }

  async connect() {
    await super.connect();
    if (this.activity || this.fault) return;
    this.activity = undefined;
    try {
      const { Activity } = await this.session?.load('activity.js');
      this.activity ??= new Activity(this);
    } catch (error) {
      this.activity = null;
      report(error);
    }
    this.requestUpdate();
  }

  render() {
    return html`<div class="root" lang=${this.language} dir=${this.direction}>
      ${
        this.fault || this.activity === null
          ? html`<div part="body">${this.failure()}</div>`
          : (this.activity?.render() ?? html`<div part="body"></div>`)
      }
      ${this.liveRegion}
    </div>`;
  }
}
