import { SaySoActivity } from './say-so-activity.js';
import { SaySoConsent } from './say-so-consent.js';
import { SaySoProfile } from './say-so-profile.js';
import { SaySoSheet } from './say-so-sheet.js';
import { SaySoSlate } from './say-so-slate.js';
import { SaySoWhy } from './say-so-why.js';

/** Registers the elements. A second copy of the script finds them taken and leaves them be. */
export const define = () => {
  for (const [tag, element] of Object.entries({
    'say-so-sheet': SaySoSheet,
    'say-so-consent': SaySoConsent,
    'say-so-profile': SaySoProfile,
    'say-so-slate': SaySoSlate,
    'say-so-why': SaySoWhy,
    'say-so-activity': SaySoActivity,
  }))
    if (!customElements.get(tag)) customElements.define(tag, element);
};
