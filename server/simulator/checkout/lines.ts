import type Stripe from 'stripe'
import { createPrice, requirePrice } from '../catalogue/price-object.ts'
import { createProduct, requireProduct } from '../catalogue/product-object.ts'
import { invalid, invalidParameter } from '../http/errors.ts'
import { idOf } from '../payments/find.ts'
import { newId } from '../state/ids.ts'
import { mergeMetadata } from '../state/metadata.ts'
import type { World } from '../world.ts'

type LineParameter = Stripe.Checkout.SessionCreateParams.LineItem

/** The most that one line can have (Stripe's limit is that the total has eight digits). */
const MOST_QUANTITY = 999_999_999

const priceOf = (world: World, line: LineParameter, param: string): Stripe.Price => {
  if (line.price !== undefined) {
    const price = requirePrice(world, line.price, `${param}[price]`)
    if (!price.active)
      throw invalid(
        'The price specified is inactive. This field only accepts active prices.',
        `${param}[price]`,
      )
    return price
  }
  const data = line.price_data
  if (!data)
    throw invalidParameter(
      `Missing required param: ${param}[price_data].`,
      `${param}[price_data]`,
      'parameter_missing',
    )
  const at = `${param}[price_data]`
  if (data.recurring)
    throw invalid('You specified `payment` mode but passed a recurring price.', `${at}[recurring]`)
  const { product_data: productData } = data
  if (data.product === undefined && !productData) {
    throw invalidParameter(
      `Missing required param: ${at}[product_data].`,
      `${at}[product_data]`,
      'parameter_missing',
    )
  }
  const product =
    data.product === undefined && productData
      ? createProduct(world, {
          ...productData,
          active: false,
          metadata: mergeMetadata({}, productData.metadata),
        })
      : requireProduct(world, data.product ?? '', `${at}[product]`)
  const { currency, unit_amount, unit_amount_decimal, tax_behavior } = data
  const input = {
    currency,
    unit_amount,
    unit_amount_decimal,
    tax_behavior,
    active: false,
    product: product.id,
  }
  return createPrice(world, input, at)
}

const checkQuantity = (quantity: number | undefined, param: string): number => {
  if (quantity === undefined) {
    throw invalidParameter(`Missing required param: ${param}.`, param, 'parameter_missing')
  }
  if (quantity < 1 || quantity > MOST_QUANTITY) {
    throw invalidParameter(
      'This value must be greater than or equal to 1.',
      param,
      'parameter_invalid_integer',
    )
  }
  return quantity
}

const adjustableOf = (line: LineParameter): Stripe.LineItem['adjustable_quantity'] => {
  const adjustable = line.adjustable_quantity
  if (!adjustable?.enabled) return null
  return { enabled: true, minimum: adjustable.minimum ?? 0, maximum: adjustable.maximum ?? 99 }
}

/** The amount of a line before discounts and taxes, rounded half up where the price has digits below the minor unit. */
export const lineSubtotal = (price: Stripe.Price, quantity: number): number => {
  if (price.unit_amount !== null) return price.unit_amount * quantity
  const [whole = '0', digits = ''] = String(price.unit_amount_decimal ?? '0').split('.')
  const unit = 10n ** BigInt(digits.length)
  return Number((BigInt(whole + digits) * BigInt(quantity) * 2n + unit) / (unit * 2n))
}

/** The lines of a new session, not yet discounted or taxed. They carry their price whole, as the API shows them. */
export const createLines = (world: World, params: readonly LineParameter[]): Stripe.LineItem[] => {
  const lines = params.map((line, index) => {
    const param = `line_items[${index}]`
    const price = priceOf(world, line, param)
    if (price.recurring) {
      throw invalid('You specified `payment` mode but passed a recurring price.', `${param}[price]`)
    }
    const quantity = checkQuantity(line.quantity, `${param}[quantity]`)
    const subtotal = lineSubtotal(price, quantity)
    const product = requireProduct(world, idOf(price.product) ?? '')
    const item: Stripe.LineItem = {
      id: newId.lineItem(),
      object: 'item',
      adjustable_quantity: adjustableOf(line),
      amount_discount: 0,
      amount_subtotal: subtotal,
      amount_tax: 0,
      amount_total: subtotal,
      currency: price.currency,
      description: product.name,
      metadata: mergeMetadata({}, line.metadata),
      price,
      quantity,
    }
    return item
  })
  const [first] = lines
  const other = lines.findIndex((line) => line.currency !== first?.currency)
  if (other > 0) {
    throw invalid(
      'The line items in a Checkout Session must all have the same currency.',
      `line_items[${other}][price_data][currency]`,
    )
  }
  return lines
}
