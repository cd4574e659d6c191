/** English, `<credit-top-up>`. */
export const enTopUp = {
  title: 'Add credits',
}
