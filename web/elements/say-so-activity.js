import { PanelElement } from './shared/panel.js';

/**
 * What was chosen, what is kept and used, the visitor's rights, and taking all of it along or away.
 *
 * @element say-so-activity
 * @csspart event - one thing that happened
 * @csspart chip - what is shown
 * @csspart rights - what may be asked, and of whom
 * @csspart effect - what an erasure did
 */
export class SaySoActivity extends PanelElement {
  /** @type {[string, string]} */
  static drawnBy = ['activity.js', 'Activity'];
}
