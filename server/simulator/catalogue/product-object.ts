import type Stripe from 'stripe'
import { missing } from '../http/errors.ts'
import { newId } from '../state/ids.ts'
import type { World } from '../world.ts'

/** What a product is made from. */
export interface ProductInput {
  name: string
  id?: string | undefined
  active?: boolean | undefined
  description?: string | undefined
  images?: string[] | undefined
  metadata?: Stripe.Metadata
  tax_code?: string | undefined
  unit_label?: string | undefined
  url?: string | undefined
}

/** Keeps a new product. */
export const createProduct = (world: World, input: ProductInput): Stripe.Product =>
  world.state.products.insert({
    id: input.id ?? newId.product(),
    object: 'product',
    active: input.active ?? true,
    created: world.now(),
    default_price: null,
    description: input.description ?? null,
    images: input.images ?? [],
    livemode: false,
    marketing_features: [],
    metadata: input.metadata ?? {},
    name: input.name,
    package_dimensions: null,
    shippable: null,
    statement_descriptor: null,
    tax_code: input.tax_code ?? null,
    tax_details: null,
    type: 'service',
    unit_label: input.unit_label ?? null,
    updated: world.now(),
    url: input.url ?? null,
  })

/** @throws Refusal `resource_missing` */
export const requireProduct = (world: World, id: string, param?: string): Stripe.Product => {
  const product = world.state.products.get(id)
  if (!product) throw missing('product', id, param)
  return product
}
