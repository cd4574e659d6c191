import type Stripe from 'stripe'
import { invalid } from '../http/errors.ts'
import { isCreatedIn, page } from '../http/lists.ts'
import { route } from '../http/route.ts'
import type { Route } from '../http/route.ts'
import { idOf } from '../payments/find.ts'
import { mergeMetadata } from '../state/metadata.ts'
import type { World } from '../world.ts'
import { createPrice, requirePrice } from './price-object.ts'
import { createProduct, requireProduct } from './product-object.ts'

const productFor = (world: World, params: Stripe.PriceCreateParams): string => {
  if (params.product !== undefined) return requireProduct(world, params.product, 'product').id
  if (!params.product_data) throw invalid('Missing required param: product.', 'product', 'parameter_missing')
  return createProduct(world, {
    ...params.product_data,
    metadata: mergeMetadata({}, params.product_data.metadata),
  }).id
}

const create = (world: World, params: Stripe.PriceCreateParams): Stripe.Price => {
  if (params.tiers || params.custom_unit_amount) {
    throw invalid('The simulator has prices per unit only.', params.tiers ? 'tiers' : 'custom_unit_amount')
  }
  const {
    active = true,
    currency,
    lookup_key,
    nickname,
    recurring,
    tax_behavior,
    unit_amount,
    unit_amount_decimal,
  } = params
  const product = productFor(world, params)
  const metadata = mergeMetadata({}, params.metadata)
  const price = createPrice(world, {
    active,
    currency,
    lookup_key,
    nickname,
    recurring,
    tax_behavior,
    unit_amount,
    unit_amount_decimal,
    product,
    metadata,
  })
  world.emit('price.created', price)
  return price
}

const isWanted = (price: Stripe.Price, params: Stripe.PriceListParams): boolean =>
  (params.active === undefined || price.active === params.active) &&
  (params.currency === undefined || price.currency === params.currency) &&
  (params.product === undefined || idOf(price.product) === params.product) &&
  (params.type === undefined || price.type === params.type) &&
  (params.lookup_keys === undefined || params.lookup_keys.includes(price.lookup_key ?? '')) &&
  isCreatedIn(price.created, params.created)

/** https://docs.stripe.com/api/prices */
export const priceRoutes: readonly Route[] = [
  route('post', '/v1/prices', 'PriceCreateParams', ({ world, params }) => create(world, params)),
  route('get', '/v1/prices', 'PriceListParams', ({ world, params }) =>
    page(
      world.state.prices.newestFirst().filter((price) => isWanted(price, params)),
      params,
      '/v1/prices',
      'price',
    ),
  ),
  route('get', '/v1/prices/:id', 'PriceRetrieveParams', ({ world, id }) => requirePrice(world, id)),
  route('post', '/v1/prices/:id', 'PriceUpdateParams', ({ world, id, params }) => {
    const price = requirePrice(world, id)
    if (params.active !== undefined) price.active = params.active
    if (params.nickname !== undefined) price.nickname = params.nickname
    if (params.lookup_key !== undefined) price.lookup_key = params.lookup_key
    if (params.metadata !== undefined) price.metadata = mergeMetadata(price.metadata, params.metadata)
    world.emit('price.updated', price)
    return price
  }),
]
