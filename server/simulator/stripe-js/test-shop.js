/** The page of a shop, for the test: loads Stripe.js with Stripe's own loader and mounts a page. */
const { loadStripe } = await import(new URL('pure.mjs', location.href).href)

const nodeFor = (where) => {
  if (where === 'light') return '#here'
  if (where === 'missing') return '#nowhere'
  const inner = document.createElement('div')
  if (where === 'shadow') {
    const host = document.createElement('div')
    document.body.append(host)
    host.attachShadow({ mode: 'open' }).append(inner)
  }
  return inner
}

const textOf = async (deed) => {
  try {
    await deed()
    return ''
  } catch (error) {
    return String(error)
  }
}

const stripe = await loadStripe('pk_test_simulator')

window.mountOn = (secret, where) =>
  textOf(async () => {
    const page = await stripe.createEmbeddedCheckoutPage({
      fetchClientSecret: async () => secret,
      onComplete: () => document.body.setAttribute('data-complete', ''),
    })
    page.mount(nodeFor(where))
  })

window.useOldNames = () =>
  Promise.all([
    textOf(() => stripe.initEmbeddedCheckout({})),
    textOf(() => stripe.initCheckout({})),
    textOf(() => stripe.createEmbeddedCheckoutPage({ clientSecret: 'x' })),
  ])

document.body.setAttribute('data-ready', '')
