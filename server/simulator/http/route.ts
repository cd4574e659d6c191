import type { ParameterTypes } from '../schemas/roots.ts'
import type { FormFields } from './forms.ts'
import type { World } from '../world.ts'

/** One API call, checked: its parameters have Stripe's types. */
export interface Call<Parameters> {
  world: World
  params: Parameters
  /** The `:id` in the path; empty where the path has none. */
  id: string
  /** The `Stripe-Version` header; null for callers that send none, such as the CLI. */
  version: string | null
}

/** A call of the API. The answer is given synchronously: what it changes, it changes at once. */
export interface Route {
  method: 'get' | 'post' | 'delete'
  path: string
  /** The name of its parameters; null where it takes none; `open` where Stripe does not document them. */
  parameters: keyof ParameterTypes | 'open' | null
  answer: (call: Call<never>) => object
}

export const route = <Name extends keyof ParameterTypes>(
  method: Route['method'],
  path: string,
  parameters: Name,
  answer: (call: Call<ParameterTypes[Name]>) => object,
): Route => ({ method, path, parameters, answer })

/** A call that takes no parameters at all. */
export const bareRoute = (
  method: Route['method'],
  path: string,
  answer: (call: Call<Record<string, never>>) => object,
): Route => ({ method, path, parameters: null, answer })

/** A call whose parameters Stripe does not document: they are passed on as they came. */
export const openRoute = (
  method: Route['method'],
  path: string,
  answer: (call: Call<FormFields>) => object,
): Route => ({ method, path, parameters: 'open', answer })
