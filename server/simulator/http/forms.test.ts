import { describe, expect, test } from 'vitest'
import { Refusal } from './errors.ts'
import { decodeForm } from './forms.ts'
import { checkParameters } from './parameters.ts'

const refusalOf = (deed: () => unknown): Refusal => {
  try {
    deed()
  } catch (error) {
    if (error instanceof Refusal) return error
  }
  throw new Error('It was not refused.')
}

const check = (text: string): unknown => checkParameters(decodeForm(text), 'CustomerCreateParams')

describe('a form', () => {
  test('nests by its brackets', () => {
    expect(
      decodeForm('line_items[0][price_data][currency]=usd&line_items[0][quantity]=2&mode=payment'),
    ).toEqual({
      line_items: { 0: { price_data: { currency: 'usd' }, quantity: '2' } },
      mode: 'payment',
    })
  })

  test('counts empty brackets', () => {
    expect(decodeForm('expand[]=a&expand[]=b')).toEqual({ expand: { 0: 'a', 1: 'b' } })
  })

  test('decodes what was encoded, and keeps the last of equal names', () => {
    expect(decodeForm('name=A%26B+%C3%A9&name=last')).toEqual({ name: 'last' })
  })

  test('cannot reach the prototype of anything', () => {
    decodeForm(
      '__proto__[polluted]=yes&metadata[__proto__][polluted]=yes&constructor[prototype][polluted]=yes',
    )
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
  })
})

describe('parameters', () => {
  test('take the types that Stripe’s package gives them', () => {
    expect(
      check('name=A&balance=-500&metadata[order]=1&preferred_locales[0]=de&invoice_settings[footer]=f'),
    ).toEqual({
      name: 'A',
      balance: -500,
      metadata: { order: '1' },
      preferred_locales: ['de'],
      invoice_settings: { footer: 'f' },
    })
  })

  test('are removed by an empty value where Stripe lets them be', () => {
    expect(check('metadata=')).toEqual({ metadata: '' })
    expect(refusalOf(() => check('name=')).body).toMatchObject({
      code: 'parameter_invalid_empty',
      param: 'name',
    })
  })

  test.each([
    ['colour=red', 'parameter_unknown', 'colour'],
    ['invoice_settings[colour]=red', 'parameter_unknown', 'invoice_settings[colour]'],
    ['balance=1.5', 'parameter_invalid_integer', 'balance'],
    ['balance=1e21', 'parameter_invalid_integer', 'balance'],
    ['balance=NaN', 'parameter_invalid_integer', 'balance'],
    ['validate=perhaps', undefined, 'validate'],
    ['tax_exempt=maybe', undefined, 'tax_exempt'],
    ['address=here', undefined, 'address'],
    ['preferred_locales[a]=de', undefined, 'preferred_locales'],
    ['name[first]=A', undefined, 'name'],
    ['constructor=x', 'parameter_unknown', 'constructor'],
    ['__proto__=x', 'parameter_unknown', '__proto__'],
  ])('%s is refused', (text, code, param) => {
    const refusal = refusalOf(() => check(text))
    expect(refusal.status).toBe(400)
    expect([refusal.body.code, refusal.body.param]).toEqual([code, param])
  })

  test('that are missing are named by their path', () => {
    const text = 'line_items[0][price_data][unit_amount]=5'
    const refusal = refusalOf(() => checkParameters(decodeForm(text), 'Checkout.SessionCreateParams'))
    expect(refusal.body).toMatchObject({
      code: 'parameter_missing',
      param: 'line_items[0][price_data][currency]',
    })
  })
})
