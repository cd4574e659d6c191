const STRIPE = /^https:\/\/(js|[\w-]+\.js|checkout)\.stripe\.com\//

// Browsers without Trusted Types ask nobody.
globalThis.trustedTypes?.createPolicy('default', {
  createScriptURL(address) {
    if (STRIPE.test(address)) return address
    throw new TypeError(`${address} may not be loaded as a script.`)
  },
})
