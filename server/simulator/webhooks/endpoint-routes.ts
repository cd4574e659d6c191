import type Stripe from 'stripe'
import { invalid, missing } from '../http/errors.ts'
import { page } from '../http/lists.ts'
import { bareRoute, route } from '../http/route.ts'
import type { Route } from '../http/route.ts'
import { newId } from '../state/ids.ts'
import { mergeMetadata } from '../state/metadata.ts'
import { API_VERSION } from '../world.ts'
import type { World } from '../world.ts'

/** What an endpoint is made from. */
export interface EndpointInput {
  url: string
  enabled_events: readonly string[]
  /** Chosen at random where it is not given; the API never takes one. */
  secret?: string
  description?: string | null
  api_version?: string | null
  metadata?: Stripe.Metadata
}

const checkUrl = (url: string): string => {
  if (!URL.canParse(url) || !/^https?:\/\//.test(url)) throw invalid('Not a valid URL', 'url', 'url_invalid')
  return url
}

/** Keeps a new endpoint. */
export const createEndpoint = (world: World, input: EndpointInput): Stripe.WebhookEndpoint =>
  world.state.webhookEndpoints.insert({
    id: newId.webhookEndpoint(),
    object: 'webhook_endpoint',
    api_version: input.api_version ?? API_VERSION,
    application: null,
    created: world.now(),
    description: input.description ?? null,
    enabled_events: [...input.enabled_events],
    livemode: false,
    metadata: input.metadata ?? {},
    secret: input.secret ?? newId.webhookSecret(),
    status: 'enabled',
    url: checkUrl(input.url),
  })

const requireEndpoint = (world: World, id: string): Stripe.WebhookEndpoint => {
  const endpoint = world.state.webhookEndpoints.get(id)
  if (!endpoint) throw missing('webhook endpoint', id)
  return endpoint
}

/** The secret is told once, when the endpoint is made. */
const withoutSecret = ({ secret: _secret, ...endpoint }: Stripe.WebhookEndpoint): Stripe.WebhookEndpoint =>
  endpoint

/** https://docs.stripe.com/api/webhook_endpoints */
export const webhookEndpointRoutes: readonly Route[] = [
  route('post', '/v1/webhook_endpoints', 'WebhookEndpointCreateParams', ({ world, params }) =>
    createEndpoint(world, {
      url: params.url,
      enabled_events: params.enabled_events,
      description: params.description || null,
      api_version: params.api_version ?? null,
      metadata: mergeMetadata({}, params.metadata),
    }),
  ),
  route('get', '/v1/webhook_endpoints', 'WebhookEndpointListParams', ({ world, params }) =>
    page(
      world.state.webhookEndpoints.newestFirst().map(withoutSecret),
      params,
      '/v1/webhook_endpoints',
      'webhook endpoint',
    ),
  ),
  route('get', '/v1/webhook_endpoints/:id', 'WebhookEndpointRetrieveParams', ({ world, id }) =>
    withoutSecret(requireEndpoint(world, id)),
  ),
  route('post', '/v1/webhook_endpoints/:id', 'WebhookEndpointUpdateParams', ({ world, id, params }) => {
    const endpoint = requireEndpoint(world, id)
    if (params.url !== undefined) endpoint.url = checkUrl(params.url)
    if (params.enabled_events !== undefined) endpoint.enabled_events = [...params.enabled_events]
    if (params.disabled !== undefined) endpoint.status = params.disabled ? 'disabled' : 'enabled'
    if (params.description !== undefined) endpoint.description = params.description || null
    if (params.metadata !== undefined) endpoint.metadata = mergeMetadata(endpoint.metadata, params.metadata)
    return withoutSecret(endpoint)
  }),
  bareRoute('delete', '/v1/webhook_endpoints/:id', ({ world, id }) => {
    requireEndpoint(world, id)
    world.state.webhookEndpoints.remove(id)
    return { id, object: 'webhook_endpoint', deleted: true } satisfies Stripe.DeletedWebhookEndpoint
  }),
]
