// Prebid.js with its TCF and GPP modules, and a bidder that keeps what it is told of consent. Bundled by prebid.spec.mjs.
import pbjs from 'prebid.js';
import 'prebid.js/modules/consentManagementGpp.js';
import 'prebid.js/modules/consentManagementTcf.js';

globalThis.told = [];
pbjs.registerBidAdapter(null, 'probe', {
  code: 'probe',
  gvlid: 301,
  supportedMediaTypes: ['banner'],
  isBidRequestValid: () => true,
  buildRequests: (_bids, { gdprConsent, gppConsent }) => {
    globalThis.told.push({ gdpr: gdprConsent, gpp: gppConsent });
    return [];
  },
  interpretResponse: () => [],
});
pbjs.setConfig({
  consentManagement: {
    gdpr: { cmpApi: 'iab', timeout: 20_000, defaultGdprScope: true },
    gpp: { cmpApi: 'iab', timeout: 20_000 },
  },
});
globalThis.requestBids = () =>
  pbjs.requestBids({
    timeout: 1000,
    adUnits: [
      {
        code: 'top',
        mediaTypes: { banner: { sizes: [[300, 250]] } },
        bids: [{ bidder: 'probe', params: {} }],
      },
    ],
  });
pbjs.processQueue();
