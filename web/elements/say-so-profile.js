import { PanelElement } from './shared/panel.js';

/**
 * What the consumer tells about themselves: asked, answered, shown with its source, and erased, all on the device.
 * An answer is kept the moment it is given; that act is the consent for its purpose, and the session records it so.
 *
 * @element say-so-profile
 * @csspart question - one question
 * @csspart chip - one possible answer
 * @csspart provenance - where an answer comes from and how long it is kept
 * @csspart tag - the source as a word and a shape
 * @csspart effect - what an erasure or an import did, with its undo
 * @csspart proposal - the one answer that is proposed in a visit
 * @csspart inferred - one guess
 * @csspart import - what a file would add, before it is kept
 */
export class SaySoProfile extends PanelElement {
  /** @type {[string, string]} */
  static drawnBy = ['profile.js', 'Profile'];
}
