// Before the page is painted, so that nobody who chose dark sees a flash of light.
const theme = localStorage.getItem('quill-theme')
if (theme) document.documentElement.dataset.theme = theme
