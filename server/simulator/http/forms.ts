/** A decoded form: text, or fields by name. A list has the names `0`, `1`, … */
export type FormValue = string | FormFields
export interface FormFields {
  [name: string]: FormValue
}

const newFields = (): FormFields => Object.create(null) as FormFields

/** `a[b][0][c]` → `['a', 'b', '0', 'c']`; an empty pair of brackets stands for the next free index. */
const pathOf = (name: string): string[] => {
  const first = name.indexOf('[')
  if (first < 1 || !name.endsWith(']')) return [name]
  return [name.slice(0, first), ...name.slice(first + 1, -1).split('][')]
}

/** Decodes `application/x-www-form-urlencoded` text in the manner of Stripe: nested by brackets, last value wins. */
export const decodeForm = (text: string): FormFields => {
  const fields = newFields()
  for (const [name, value] of new URLSearchParams(text)) {
    let at = fields
    const path = pathOf(name)
    path.forEach((part, depth) => {
      const key = part === '' ? String(Object.keys(at).length) : part
      if (depth === path.length - 1) {
        at[key] = value
        return
      }
      const next = at[key]
      const inner = typeof next === 'object' ? next : newFields()
      at[key] = inner
      at = inner
    })
  }
  return fields
}
