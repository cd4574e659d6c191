/** An id as people write it: `image_model` is `Image model`. For what has no name of its own. */
export function readable(id: string): string {
  const words = id.replaceAll(/[._-]+/g, ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}
