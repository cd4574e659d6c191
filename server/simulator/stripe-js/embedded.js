/** Runs inside the frame of an embedded page: tells the page around it how high it is, and when it is done. */
const tell = (message) => window.parent.postMessage(message, '*')

const tellHeight = () =>
  tell({ type: 'height', height: Math.ceil(document.body.getBoundingClientRect().height) })
new ResizeObserver(tellHeight).observe(document.body)

const done = document.querySelector('[data-complete]')
if (done)
  tell(done.dataset.redirect ? { type: 'redirect', url: done.dataset.redirect } : { type: 'complete' })
