/** English, the end of a list. */
export const enMore = { more: 'Show more' }
