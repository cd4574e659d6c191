/**
 * A stand-in for Stripe.js, served at /v1/stripe.js: the part of it that embeds a checkout page, with the
 * refusals of the real one. Plain browser JavaScript, as a page loads it.
 */
;(() => {
  const origin = new URL(document.currentScript.src).origin

  class IntegrationError extends Error {
    name = 'IntegrationError'
  }

  /** The node to mount on; refused where the real Stripe.js refuses it. */
  const nodeFor = (target) => {
    const node = typeof target === 'string' ? document.querySelector(target) : target
    if (node === null || node === undefined) {
      throw new IntegrationError(
        `The selector you specified (${String(target)}) applies to no DOM elements that are currently on the page. Make sure the element exists on the page before calling mount().`,
      )
    }
    if (!(node instanceof Element)) {
      throw new IntegrationError('Invalid DOM element. Call mount() with a selector or an element.')
    }
    if (node.getRootNode() !== document) {
      throw new IntegrationError('Elements cannot be mounted in a ShadowRoot. Please mount in the Light DOM.')
    }
    return node
  }

  /** One page at a time, as with Stripe. */
  let current = null

  class EmbeddedCheckoutPage {
    #secret
    #onComplete
    #frame = null
    #isDestroyed = false

    constructor(secret, onComplete) {
      this.#secret = secret
      this.#onComplete = onComplete
    }

    mount(target) {
      if (this.#isDestroyed) throw new IntegrationError('This Embedded Checkout instance has been destroyed.')
      const node = nodeFor(target)
      if (this.#frame) throw new IntegrationError('This Embedded Checkout instance is already mounted.')
      const frame = document.createElement('iframe')
      frame.src = `${origin}/embedded/${encodeURIComponent(this.#secret)}`
      frame.title = 'Payment'
      frame.allow = 'payment'
      frame.style.setProperty('inline-size', '100%')
      frame.style.setProperty('border', '0')
      frame.style.setProperty('block-size', '600px')
      frame.style.setProperty('color-scheme', 'light dark')
      this.#frame = frame
      window.addEventListener('message', this.#hear)
      node.append(frame)
    }

    unmount() {
      window.removeEventListener('message', this.#hear)
      this.#frame?.remove()
      this.#frame = null
    }

    destroy() {
      this.unmount()
      this.#isDestroyed = true
      if (current === this) current = null
    }

    #hear = (event) => {
      if (event.origin !== origin || event.source !== this.#frame?.contentWindow) return
      if (event.data?.type === 'height')
        this.#frame.style.setProperty('block-size', `${Number(event.data.height)}px`)
      if (event.data?.type === 'redirect') window.location.assign(event.data.url)
      if (event.data?.type === 'complete') this.#onComplete?.()
    }
  }

  const createEmbeddedCheckoutPage = async (options = {}) => {
    const { clientSecret, fetchClientSecret, onComplete } = options
    if (current) throw new IntegrationError('You cannot have multiple Embedded Checkout objects.')
    if (typeof fetchClientSecret !== 'function' && typeof clientSecret !== 'string') {
      throw new IntegrationError('Either fetchClientSecret or clientSecret has to be given.')
    }
    const secret = clientSecret ?? (await fetchClientSecret())
    if (typeof secret !== 'string' || !secret.startsWith('cs_test_') || !secret.includes('_secret_')) {
      throw new IntegrationError('The client secret is not one of a Checkout Session in embedded_page mode.')
    }
    const answer = await fetch(`${origin}/embedded/${encodeURIComponent(secret)}`, { method: 'HEAD' })
    if (!answer.ok)
      throw new IntegrationError('The Checkout Session cannot be loaded: it is expired, complete or unknown.')
    current = new EmbeddedCheckoutPage(secret, onComplete)
    return current
  }

  const removed = (name, instead) => () => {
    throw new IntegrationError(`${name} has been removed. Use ${instead} instead.`)
  }

  const absent = (name) => () => {
    throw new IntegrationError(`The Stripe simulator has no ${name}.`)
  }

  const Stripe = (key) => {
    if (typeof key !== 'string' || !key.startsWith('pk_test_')) {
      throw new IntegrationError('The Stripe simulator takes publishable test keys (pk_test_…) only.')
    }
    return {
      createEmbeddedCheckoutPage,
      initEmbeddedCheckout: removed('initEmbeddedCheckout', 'createEmbeddedCheckoutPage'),
      initCheckout: removed('initCheckout', 'initCheckoutElementsSdk'),
      initCheckoutElementsSdk: absent('initCheckoutElementsSdk'),
      elements: absent('elements'),
      redirectToCheckout: removed('redirectToCheckout', "the session's url"),
      registerAppInfo: () => undefined,
      _registerWrapper: () => undefined,
    }
  }
  Stripe.version = 'endive'
  window.Stripe = Stripe
})()
