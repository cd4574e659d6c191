/** The cards that a customer agreed to keep. Charged by `createTopUp({ …, paymentMethod })`. */
import type { CreditsClient, RequestOptions } from './types.ts'
import type { PaymentMethod } from './wire.ts'

const PATH = '/v1/me/payment-methods'

/** Needs the scope `purchase`. @throws CreditsError */
export async function getPaymentMethods(
  client: CreditsClient,
  { signal }: RequestOptions = {},
): Promise<PaymentMethod[]> {
  const { data } = await client.request<{ data: PaymentMethod[] }>(PATH, { signal })
  return data
}

/** Whether the session may forget cards; true where what `fetchSession` gives does not tell. */
export async function mayRemovePaymentMethods(client: CreditsClient): Promise<boolean> {
  const { scopes } = await client.session()
  return scopes?.includes('settings') ?? true
}

/** Forgets a card. Needs the scope `settings`. @throws CreditsError `not_found` for one that is gone already */
export function removePaymentMethod(
  client: CreditsClient,
  id: string,
  { signal }: RequestOptions = {},
): Promise<void> {
  return client.request(`${PATH}/${encodeURIComponent(id)}`, {
    method: 'DELETE',
    signal,
    read: () => undefined,
  })
}
