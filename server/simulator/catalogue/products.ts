import type Stripe from 'stripe'
import { invalid } from '../http/errors.ts'
import { isCreatedIn, page } from '../http/lists.ts'
import { bareRoute, route } from '../http/route.ts'
import type { Route } from '../http/route.ts'
import { mergeMetadata } from '../state/metadata.ts'
import type { World } from '../world.ts'
import { createPrice, requirePrice } from './price-object.ts'
import { createProduct, requireProduct } from './product-object.ts'

const create = (world: World, params: Stripe.ProductCreateParams): Stripe.Product => {
  if (params.id !== undefined && world.state.products.get(params.id)) {
    throw invalid('Product already exists.', 'id', 'resource_already_exists')
  }
  const product = createProduct(world, { ...params, metadata: mergeMetadata({}, params.metadata) })
  if (params.default_price_data) {
    const { currency, unit_amount, unit_amount_decimal, tax_behavior } = params.default_price_data
    const input = {
      currency,
      unit_amount,
      unit_amount_decimal,
      tax_behavior,
      product: product.id,
      active: true,
    }
    product.default_price = createPrice(world, input, 'default_price_data').id
  }
  world.emit('product.created', product)
  return product
}

const update = (
  world: World,
  product: Stripe.Product,
  params: Stripe.ProductUpdateParams,
): Stripe.Product => {
  if (params.name !== undefined) product.name = params.name
  if (params.active !== undefined) product.active = params.active
  if (params.description !== undefined) product.description = params.description || null
  if (params.metadata !== undefined) product.metadata = mergeMetadata(product.metadata, params.metadata)
  if (params.default_price !== undefined)
    product.default_price = requirePrice(world, params.default_price, 'default_price').id
  product.updated = world.now()
  world.emit('product.updated', product)
  return product
}

/** https://docs.stripe.com/api/products */
export const productRoutes: readonly Route[] = [
  route('post', '/v1/products', 'ProductCreateParams', ({ world, params }) => create(world, params)),
  route('get', '/v1/products', 'ProductListParams', ({ world, params }) =>
    page(
      world.state.products
        .newestFirst()
        .filter((product) => params.active === undefined || product.active === params.active)
        .filter((product) => params.ids === undefined || params.ids.includes(product.id))
        .filter((product) => isCreatedIn(product.created, params.created)),
      params,
      '/v1/products',
      'product',
    ),
  ),
  route('get', '/v1/products/:id', 'ProductRetrieveParams', ({ world, id }) => requireProduct(world, id)),
  route('post', '/v1/products/:id', 'ProductUpdateParams', ({ world, id, params }) =>
    update(world, requireProduct(world, id), params),
  ),
  bareRoute('delete', '/v1/products/:id', ({ world, id }) => {
    const product = requireProduct(world, id)
    if (world.state.prices.all().some((price) => price.product === id)) {
      throw invalid('This product cannot be deleted because it has one or more user-created prices.')
    }
    world.state.products.remove(id)
    world.emit('product.deleted', product)
    return { id, object: 'product', deleted: true } satisfies Stripe.DeletedProduct
  }),
]
